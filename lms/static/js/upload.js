/* Sends a file in pieces, shows how far it is, and goes on by itself when the connection comes back. Chosen again after a
   reload, the same file goes on where it stopped. Without script the form sends it in one piece. */
const PIECE = 1024 * 1024;
const TRIES = 8;
const wait = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });
const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(1);

class Refused extends Error {}

/* Give what the server answers; a refusal comes with its sentence, everything else may be tried again. */
async function ask(url, options, words) {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  if (answer.ok) return answer.json();
  if (answer.status === 422) throw new Refused((await answer.json()).error);
  if (answer.status < 500 && answer.status !== 429) throw new Refused(words.gone);
  throw new Error(String(answer.status));
}

/* Try again, a little later each time, until it is hopeless. */
async function patiently(act, say, words) {
  for (let tried = 0; ; tried += 1) {
    try {
      return await act(tried);
    } catch (error) {
      if (error instanceof Refused) throw error;
      if (tried >= TRIES) throw new Refused(words.broken);
      say(words.waiting);
      await wait(Math.min(15000, 500 * 2 ** tried));
    }
  }
}

async function send(form, file, show, say) {
  const words = form.dataset;
  const token = form.elements.csrfmiddlewaretoken.value;
  const headers = { "X-CSRFToken": token };
  const about = new FormData();
  for (const [name, value] of [["name", file.name], ["size", file.size], ["mark", file.lastModified]]) about.append(name, value);
  const begun = await patiently(() => ask(words.upload, { method: "POST", headers, body: about }, words), say, words);
  let { offset } = begun;
  while (offset < file.size) {
    show(offset, file.size);
    say(fill(words.sending, { part: megabytes(offset), whole: megabytes(file.size) }));
    offset = (await patiently(async (tried) => {
      if (tried) ({ offset } = await ask(begun.piece, {}, words));
      if (offset >= file.size) return { offset };
      const body = file.slice(offset, offset + PIECE);
      return ask(`${begun.piece}?at=${offset}`, { method: "POST", headers: { ...headers, "Content-Type": "application/octet-stream" }, body }, words);
    }, say, words)).offset;
  }
  show(file.size, file.size);
  say(words.looking);
  const facts = new FormData(form);
  for (const [name, value] of [...facts.entries()]) if (value instanceof File) facts.delete(name);
  return patiently(() => ask(begun.done, { method: "POST", headers, body: facts }, words), say, words);
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("button[type=submit]");
  const box = form.querySelector("[data-upload-progress]");
  const [bar, said] = [box.querySelector("progress"), box.querySelector("[role=status]")];
  const error = form.querySelector("[data-upload-error]");
  const show = (part, whole) => { bar.max = whole; bar.value = part; };
  const say = (sentence) => { said.textContent = sentence; };
  form.addEventListener("submit", async (event) => {
    const file = input.files[0];
    if (!file || !file.size) return;
    event.preventDefault();
    error.hidden = true;
    box.hidden = false;
    button.disabled = true;
    show(0, file.size);
    try {
      const { next } = await send(form, file, show, say);
      location.assign(next);
    } catch (problem) {
      box.hidden = true;
      button.disabled = false;
      error.textContent = problem instanceof Refused ? problem.message : form.dataset.broken;
      error.hidden = false;
      error.scrollIntoView({ block: "center" });
    }
  });
}
