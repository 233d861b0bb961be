// An evening without network, from what the phone has kept: when and where, how the roll stands, and the programme by
// the clock. Steps have neutral names, whatever the evening is about.
import { follow } from "./evening-clock.js";
import { shownMarks } from "./roll-queue.js";

const THERE = ["present", "late", "left_early"];
const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

function made(name, className, text) {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

function row(step, words) {
  const item = document.createElement("li");
  Object.assign(item.dataset, { begins: step.begins, ends: step.ends });
  const at = made("span", "at", "");
  at.append(made("bdi", "", step.at));
  const what = document.createElement("div");
  what.append(made("p", "name", step.name), made("p", "muted small", fill(words.min, step)));
  item.append(at, what);
  return item;
}

/* Fill the box of the page that stands in for an evening. `entries` are the marks that wait on this phone. */
export function drawEvening(place, kept, entries) {
  const { evening, women, stands, programme = [] } = kept;
  const words = JSON.parse(place.dataset.words);
  const box = place.querySelector("[data-evening-box]");
  for (const slot of box.querySelectorAll("[data-fact]")) slot.textContent = evening[slot.dataset.fact] ?? "";
  const marks = shownMarks(stands, entries.filter((entry) => entry.session === evening.id));
  const all = women.map(({ woman }) => marks.get(woman)?.status ?? "");
  const there = all.filter((status) => THERE.includes(status)).length;
  const open = all.filter((status) => !status).length;
  box.querySelector("[data-counts]").textContent = fill(words.counts, { there, open, away: all.length - there - open });
  box.querySelector("[data-roll-link]").href = `${location.pathname}roll/`;
  const list = box.querySelector("[data-kept-programme]");
  list.replaceChildren(...programme.map((step) => row(step, words)));
  box.querySelector("[data-programme-part]").hidden = !programme.length;
  box.hidden = false;
  follow(list, box.querySelector("[data-now]"));
}
