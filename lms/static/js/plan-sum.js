/* Counts the minutes of an evening while its plan is typed, in Wagtail's editor. Nothing of it keeps from saving. */
(() => {
  "use strict";
  const MINUTES = /^(.*-value-steps)-\d+-value-minutes$/;
  const BEFORE_CHECK_IN = ["welcome"];

  const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);

  /* The steps of a plan in their order, without those thrown away. */
  function stepsOf(prefix) {
    const field = (number, name) => document.getElementsByName(`${prefix}-${number}-${name}`)[0];
    const count = Number(document.getElementsByName(`${prefix}-count`)[0]?.value || 0);
    return [...Array(count).keys()]
      .filter((number) => field(number, "deleted") && field(number, "deleted").value !== "1")
      .sort((one, other) => Number(field(one, "order").value) - Number(field(other, "order").value))
      .map((number) => ({
        minutes: Number.parseInt(field(number, "value-minutes")?.value, 10) || 0,
        kind: field(number, "value-kind")?.value || "",
      }));
  }

  /* The same as check_plan in modules/rules/plan.py. */
  function findings(steps, lengths) {
    const total = steps.reduce((sum, step) => sum + step.minutes, 0);
    const found = lengths
      .filter(({ length }) => length !== total)
      .map(({ edition, length }) => [total > length ? "too-long" : "too-short", { edition, length, difference: Math.abs(total - length) }]);
    const opening = steps.filter((step) => !BEFORE_CHECK_IN.includes(step.kind));
    if (opening[0]?.kind !== "check-in") found.push(["no-check-in", {}]);
    if (steps.at(-1)?.kind !== "check-out") found.push(["no-check-out", {}]);
    return { total, found };
  }

  function show(prefix, { lengths, sentences }) {
    const counter = document.getElementsByName(`${prefix}-count`)[0];
    const list = counter?.parentElement.querySelector("[data-streamfield-list-container]");
    if (!list) return;
    let box = counter.parentElement.querySelector(":scope > .plan-sum");
    if (!box) {
      box = document.createElement("div");
      box.className = "plan-sum";
      box.setAttribute("role", "status");
      list.before(box);
    }
    const { total, found } = findings(stepsOf(prefix), lengths);
    const said = [fill(sentences.total, { total })];
    said.push(...found.map(([code, facts]) => fill(sentences[code], facts)));
    said.push(...lengths.filter(({ length }) => length === total).map((facts) => fill(sentences.fits, facts)));
    if (box.dataset.said === said.join("\n")) return;
    box.dataset.said = said.join("\n");
    box.classList.toggle("is-odd", found.length > 0);
    box.replaceChildren(...said.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })));
  }

  function showAll(facts) {
    const prefixes = new Set([...document.querySelectorAll('input[name$="-value-minutes"]')].map((input) => MINUTES.exec(input.name)?.[1]));
    prefixes.delete(undefined);
    prefixes.forEach((prefix) => show(prefix, facts));
  }

  function begin() {
    const place = document.querySelector("[data-plan-sum]");
    if (!place) return;
    const facts = { lengths: JSON.parse(place.dataset.lengths), sentences: JSON.parse(place.dataset.sentences) };
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; showAll(facts); });
    };
    const form = place.closest("form") || document.body;
    ["input", "change", "click"].forEach((event) => form.addEventListener(event, later));
    new MutationObserver(later).observe(form, { childList: true, subtree: true }); // steps come, go and move
    later();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
