/* Three faces and a sentence: remembers that this phone has answered, and records a sentence where the browser can.
   The number under which it is remembered is drawn here, for this evening alone, and says nothing of the phone. */
import { recordIn } from "./recorder.js";

const form = document.querySelector("form[data-feedback]");

function remember() {
  const place = `e-${form.dataset.feedback}`;
  try {
    if (new URLSearchParams(location.search).has("new")) localStorage.removeItem(place);
    const device = localStorage.getItem(place) ?? form.elements.device.value;
    localStorage.setItem(place, device);
    form.elements.device.value = device;
  } catch {
    // Nothing is kept in a private window: the number of the page counts.
  }
}

remember();
recordIn(form);
