// Quick exit: blank at once, then gone. Without this file the link still works. It runs before anything is shown.
const SHIFTS = 3;
const WITHIN = 5000; // milliseconds
const LEFT = "0"; // the name of a tab whose reader has left: no storage keeps it, and it says nothing
let presses = [];
let gone = false;
let neutral = "/v/";

const exit = () => document.querySelector("[data-exit]");

function leave() {
  const link = exit();
  if (gone || !link) return;
  gone = true;
  window.name = LEFT;
  neutral = link.dataset.exit;
  const blank = document.createElement("div");
  blank.className = "exit-blank";
  document.body.replaceChildren(blank);
  document.title = "\u00a0";
  dispatchEvent(new Event("leaving")); // whatever sounds is quiet
  try {
    // Back must not lead here: this entry and one more become the neutral page.
    history.replaceState(null, "", neutral);
    history.pushState(null, "", neutral);
  } catch {
    // A browser that forbids it still leaves.
  }
  location.replace(`${link.href}?s`);
}

function onKey(event) {
  if (event.key !== "Shift") {
    presses = [];
    return;
  }
  if (event.repeat) return;
  const now = Date.now();
  presses = presses.filter((time) => now - time < WITHIN).concat(now);
  if (presses.length >= SHIFTS) leave();
}

/* Whoever goes further back than the neutral page sees no page like this one either. Whoever comes by a link, does. */
function turnAway() {
  document.documentElement.hidden = true;
  const go = () => location.replace(exit()?.dataset.exit ?? neutral);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", go);
  else go();
}

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-exit]")) return;
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", onKey);
// Restored from the browser's memory: go on; else count anew.
window.addEventListener("pageshow", (event) => {
  presses = [];
  if (event.persisted && window.name === LEFT) turnAway();
});
if (window.name === LEFT) {
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") turnAway();
  else window.name = "";
}
