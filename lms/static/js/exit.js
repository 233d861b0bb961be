// Quick exit: blank at once, then gone. Without this file the link still works.
const link = document.querySelector("[data-exit]");
const SHIFTS = 3;
const WITHIN = 5000; // milliseconds
let presses = [];
let gone = false;

function leave() {
  if (gone) return;
  gone = true;
  const blank = document.createElement("div");
  blank.className = "exit-blank";
  document.body.replaceChildren(blank);
  document.title = "\u00a0";
  dispatchEvent(new Event("leaving")); // whatever sounds is quiet
  try {
    // Back must not lead here: this entry and one more become the neutral page.
    history.replaceState(null, "", link.dataset.exit);
    history.pushState(null, "", link.dataset.exit);
  } catch {
    // A browser that forbids it still leaves.
  }
  location.replace(link.href);
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

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", onKey);
  // Restored from the browser's memory: stay blank and go on; else count anew.
  window.addEventListener("pageshow", (event) => {
    presses = [];
    if (event.persisted && gone) location.replace(link.dataset.exit);
  });
}
