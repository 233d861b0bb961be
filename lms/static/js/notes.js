// Her own words under the questions to think about: kept on this phone, sent to nobody. The page itself works without them.
const words = document.querySelector("template[data-notes]");
const ALL = "brobygger-notes-";

// The same question finds its words again wherever it stands; another question begins empty.
function mark(text) {
  let hash = 5381;
  for (const letter of text.trim()) hash = ((hash << 5) + hash + letter.codePointAt(0)) >>> 0;
  return hash.toString(36);
}

function forgetOthers(own) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(ALL) && !key.startsWith(own)) localStorage.removeItem(key);
}

function note(question, key) {
  const piece = words.content.cloneNode(true);
  const field = piece.querySelector("textarea");
  const forget = piece.querySelector("[data-forget]");
  const state = piece.querySelector("[data-state]");
  field.setAttribute("aria-label", `${field.getAttribute("aria-label")}: ${question.textContent.trim()}`);
  field.value = localStorage.getItem(key) ?? "";
  forget.hidden = !field.value;
  field.addEventListener("input", () => {
    try {
      if (field.value.trim()) localStorage.setItem(key, field.value);
      else localStorage.removeItem(key);
      state.textContent = "";
    } catch {
      state.textContent = words.dataset.full;
    }
    forget.hidden = !field.value;
  });
  forget.addEventListener("click", () => {
    localStorage.removeItem(key);
    field.value = "";
    forget.hidden = true;
    state.textContent = words.dataset.gone;
    field.focus();
  });
  question.append(piece);
}

try {
  const own = `${ALL}${words.dataset.owner}-`;
  forgetOthers(own); // somebody else used this phone before
  for (const question of document.querySelectorAll(".is-reflection .thoughts > li"))
    note(question, `${own}${words.dataset.notes}-${mark(question.textContent)}`);
} catch {
  // Storage is closed on this phone: the questions stand there without a place to write.
}
