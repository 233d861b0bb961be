/* Typing in a paper list: a letter marks the woman of the line and goes to the next one, Enter goes on without a mark. */
const form = document.querySelector("[data-typed]");

if (form) {
  const rows = [...form.querySelectorAll("fieldset")];
  const cell = (row) => row.querySelector("input:checked") || row.querySelector("input[type=radio]");
  const goTo = (row) => {
    const next = row ? cell(row) : form.querySelector(".field input, button[type=submit]");
    next?.focus();
    next?.closest("li")?.scrollIntoView({ block: "center" });
  };

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("fieldset");
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const place = rows.indexOf(row);
    if (event.key === "Enter") {
      event.preventDefault();
      goTo(rows[place + 1]);
      return;
    }
    // In the field for minutes a letter is already about the next woman.
    const typed = event.target.type === "radio" ? place : place + 1;
    const letter = event.key.toLocaleUpperCase();
    const letters = [...(rows[typed]?.querySelectorAll("input[data-letter]") || [])];
    const wanted = letters.find((input) => input.dataset.letter === letter);
    if (!wanted) return;
    event.preventDefault();
    wanted.checked = true;
    const minutes = rows[typed].querySelector(".typed-minutes input");
    if (["late", "left_early"].includes(wanted.value)) minutes.focus();
    else goTo(rows[typed + 1]);
  });
}
