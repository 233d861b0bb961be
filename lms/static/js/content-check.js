// The content check beside the text: read anew after each (automatic) saving, and a way from a finding to its block.
const box = document.querySelector("[data-content-check]");
const NARROW = "(max-width: 800px)";
const SHOWN = 4000; // milliseconds
const FIELDS = '[contenteditable="true"], input:not([type="hidden"]), textarea, select';

async function check() {
  const address = box.dataset.contentCheck;
  if (!address) return;
  const failed = box.querySelector("[data-content-check-failed]");
  try {
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    box.querySelector("[data-content-check-answer]").innerHTML = await answer.text();
    failed.hidden = true;
    summarise();
  } catch {
    failed.hidden = false;
  }
}

function summarise() {
  const sum = box.querySelector(".content-check__sum");
  for (const line of document.querySelectorAll("[data-content-check-summary]")) line.textContent = sum ? sum.textContent : "";
}

function saved(event) {
  // A page that was just made gets its number with its first saving.
  const url = event.detail?.response?.url ?? "";
  const made = /\/pages\/(\d+)\/edit\//.exec(url);
  if (!box.dataset.contentCheck && made) {
    box.dataset.contentCheck = box.dataset.contentCheckPattern.replace("/0/", `/${made[1]}/`);
  }
  check();
}

function inside(path) {
  return document.querySelector(path.map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" "));
}

function lead(block, entry) {
  const found = (entry && inside([block, entry])) || inside([block]);
  if (!found) return false;
  if (matchMedia(NARROW).matches) document.querySelector("[data-form-side-close-button]")?.click();
  for (let panel = found; panel; panel = panel.parentElement.closest("[data-contentpath]")) {
    panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
  }
  found.scrollIntoView({ block: "start", behavior: "auto" });
  const field = found.querySelector(FIELDS) ?? found.querySelector("[data-panel-toggle]");
  field?.focus({ preventScroll: true });
  found.classList.add("is-found");
  setTimeout(() => found.classList.remove("is-found"), SHOWN);
  return true;
}

document.addEventListener("click", (event) => {
  const finding = event.target.closest("[data-finding]");
  if (finding && lead(finding.dataset.finding, finding.dataset.findingEntry)) event.preventDefault();
  if (event.target.closest("[data-content-check-again]")) check();
  const panel = event.target.closest("[data-open-panel]")?.dataset.openPanel;
  if (panel) document.querySelector(`[data-side-panel-toggle="${panel}"]`)?.click();
});

// The short guide stays shut for whoever has shut it.
const guide = document.querySelector("[data-first-steps]");
if (guide) {
  const KEY = "brobygger-first-steps-shut";
  guide.open = !localStorage.getItem(KEY);
  guide.addEventListener("toggle", () => (guide.open ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, "1")));
}

if (box) {
  document.addEventListener("w-autosave:success", saved);
  check();
}

// Wagtail opens the panel that was open last; on a narrow screen it would cover the text and the button to save.
addEventListener("load", () => {
  if (matchMedia(NARROW).matches) document.querySelector("[data-form-side-close-button]")?.click();
});

// The list for reviewers leads here with the block behind the address.
addEventListener("load", () => {
  const asked = /:w:contentpath=([^&]+)/.exec(location.hash);
  if (asked) setTimeout(() => lead(...asked[1].split(".").slice(-2)), 500);
});
