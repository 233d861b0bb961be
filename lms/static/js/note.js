/* Saves a note while it is typed. What cannot be saved stays on the page, and the page says so; the button saves, too. */
const PAUSE = 1200;
const AGAIN = 8000;

for (const form of document.querySelectorAll("form[data-note]")) {
  const state = form.querySelector("[data-note-state]");
  const fields = [...form.querySelectorAll("textarea")];
  const words = form.dataset;
  let timer = 0;
  let busy = false;
  let both = false;

  const was = (field) => form.elements[`was_${field.name}`];
  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  const typed = () => fields.some((field) => plain(field.value) !== plain(was(field).value));
  const say = (text) => { state.textContent = text; };
  const later = (pause) => { clearTimeout(timer); timer = setTimeout(save, pause); };

  function tooLong() {
    const field = fields.find((each) => each.value.trim().length > Number(each.dataset.longest));
    if (field) say(words.long.replace("{count}", field.value.trim().length - Number(field.dataset.longest)));
    return Boolean(field);
  }

  async function save() {
    if (busy || both || !typed() || tooLong()) return;
    clearTimeout(timer);
    timer = 0;
    busy = true;
    say(words.saving);
    const sent = new Map(fields.map((field) => [field, field.value]));
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new FormData(form), redirect: "error" });
      const told = await answer.json();
      if (answer.ok) {
        for (const [field, value] of sent) {
          was(field).value = told.saved[field.name];
          // What somebody else has written into a field that stands untouched here.
          if (field.value === value && plain(value) !== told.saved[field.name]) field.value = told.saved[field.name];
        }
        say(told.names ? words.names : words.saved);
      } else {
        both = told.theirs;
        say(both ? words.both : told.problems.join(" "));
      }
    } catch {
      say(words.waiting);
      later(AGAIN);
    }
    busy = false;
    if (typed() && !both && !timer) later(PAUSE);
  }

  form.addEventListener("input", () => { later(PAUSE); });
  form.addEventListener("focusout", () => { save(); });
  form.addEventListener("submit", () => { clearTimeout(timer); both = true; removeEventListener("beforeunload", ask); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  function ask(event) { if (typed() && form.dataset.touched) event.preventDefault(); }
  form.addEventListener("input", () => { form.dataset.touched = "yes"; }, { once: true });
  addEventListener("beforeunload", ask);
}
