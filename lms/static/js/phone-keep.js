// On the page that says how large a module is: keep it.
import { packAt, register, take } from "./phone-net.js";
import { digits, wrongWith } from "./phone-pin.js";
import { note, openPhone } from "./phone-store.js";

async function begin(place) {
  const words = place.dataset;
  const said = place.querySelector("[data-said]");
  const phone = await openPhone();
  place.querySelector("[data-without]").hidden = true;
  if (!phone) {
    said.textContent = words.cannot;
    return;
  }
  place.querySelector("[data-with]").hidden = false;
  place.querySelector("[data-first]").hidden = (await phone.packs()).length > 0;
  const form = place.querySelector("[data-pin]");
  const buttons = place.querySelectorAll("button");

  /* Give what of this module is here already. */
  async function before(locked) {
    const found = (await phone.packs(locked)).find(({ facts }) => facts?.address === words.address);
    return found ?? null;
  }

  async function keep(sound, locked = null) {
    buttons.forEach((button) => { button.disabled = true; });
    said.textContent = words.taking;
    let came = await take(phone, words.address, { sound, locked, before: await before(locked) });
    if (came === "kept" || came === "same") {
      note(true, words.cookie);
      place.querySelector("[data-with]").hidden = true;
      place.querySelector("[data-there]").hidden = false;
      const ready = await register({ root: words.root, my: words.my, exit: words.exitScope });
      if (!ready) came = "unready";
    }
    said.textContent = words[came] ?? words.offline;
    place.dataset.state = came;
    buttons.forEach((button) => { button.disabled = false; });
  }

  place.querySelectorAll("[data-take]").forEach((button) => {
    button.addEventListener("click", () => keep(button.dataset.take === "sound"));
  });
  if (form) await askForPin(form, phone, words, keep);
  else if (await before(null)) place.querySelector("[data-there]").hidden = false;
  place.dataset.ready = "yes";
}

/* Behind a PIN: the one that is there already, or a new one, typed twice. */
async function askForPin(form, phone, words, keep) {
  const mistake = form.querySelector("[data-pin-said]");
  const again = form.querySelector("[data-pin-again]");
  again.hidden = await phone.hasPin();
  if (again.hidden) form.querySelector("label").textContent = words.pinKnown;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pin = digits(form.pin.value);
    mistake.textContent = "";
    if (await phone.hasPin()) {
      mistake.textContent = words.wait;
      const { key, left } = await phone.unlock(pin);
      form.pin.value = "";
      mistake.textContent = key ? "" : left ? `${words.pinWrong} ${left}` : words.pinWiped;
      if (key) await keep(true, key);
      again.hidden = await phone.hasPin();
      return;
    }
    const wrong = wrongWith(pin) || (pin === digits(form.again.value) ? "" : "differ");
    if (wrong) {
      mistake.textContent = { short: words.pinShort, easy: words.pinEasy, differ: words.pinDiffer }[wrong];
      form.pin.focus();
      return;
    }
    mistake.textContent = words.wait;
    const reachable = await packAt(words.address); // no PIN is made for nothing
    if (!reachable || reachable === "gone") {
      mistake.textContent = words.offline;
      return;
    }
    const key = await phone.choosePin(pin).catch(() => null);
    form.reset();
    mistake.textContent = key ? "" : words.full;
    if (key) await keep(true, key);
  });
}

const place = document.querySelector("[data-keep]");
if (place) begin(place);
