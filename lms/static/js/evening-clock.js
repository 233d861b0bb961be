// The clock of an evening: which step of the programme is now, and how many minutes are left of it. Without script the
// times stand there all the same.
const SOON = 3 * 60; // minutes before the beginning from which on it counts down
const EVERY = 10000; // milliseconds

const alone = (text) => `\u2068${text}\u2069`; // keeps its direction, whatever stands around it
const minutesTo = (moment, now) => Math.ceil((moment - now) / 60000);

/* Give what is to be said at a moment: the place of the step that runs (-1: none) and a state. */
export function stateAt(steps, now) {
  if (!steps.length) return { state: "nothing", step: -1 };
  const step = steps.findIndex(({ begins, ends }) => begins <= now && now < ends);
  if (step >= 0) return { state: "runs", step, left: minutesTo(steps[step].ends, now) };
  const wait = minutesTo(steps[0].begins, now);
  if (wait > 0) return { state: wait <= SOON ? "soon" : "nothing", step: -1, left: wait };
  return { state: now - steps.at(-1).ends < SOON * 60000 ? "over" : "nothing", step: -1 };
}

/* Follow a programme: mark its rows, and fill the box that says what is now. */
export function follow(list, box) {
  const rows = [...list.querySelectorAll("[data-begins]")];
  const steps = rows.map((row) => ({
    begins: Date.parse(row.dataset.begins),
    ends: Date.parse(row.dataset.ends),
    at: row.querySelector(".at").textContent.trim(),
    name: row.querySelector(".name"),
  }));
  const say = (name, text) => {
    const slot = box.querySelector(`[data-now-${name}]`);
    if (slot.textContent !== text) slot.textContent = text;
    slot.hidden = !text;
  };
  const look = () => {
    const { state, step, left } = stateAt(steps, Date.now());
    rows.forEach((row, number) => {
      if (number === step) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      row.classList.toggle("past", steps[number].ends <= Date.now());
    });
    if (!box) return;
    box.hidden = state === "nothing";
    if (box.hidden) return;
    const shown = steps[state === "soon" ? 0 : step];
    const next = state === "runs" ? steps[step + 1] : null;
    const name = box.querySelector("[data-now-name]");
    name.lang = shown?.name.lang ?? "";
    name.dir = shown?.name.dir || "auto";
    say("name", state === "over" ? box.dataset.over : shown.name.textContent);
    say("left", state === "over" ? "" : (state === "runs" ? box.dataset.left : box.dataset.beginsIn).replace("{}", left));
    say("next", next ? `${box.dataset.then} ${alone(next.at)}: ${alone(next.name.textContent)}` : "");
  };
  look();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

const list = globalThis.document?.querySelector("[data-programme]");
if (list) follow(list, document.querySelector("[data-now]"));
