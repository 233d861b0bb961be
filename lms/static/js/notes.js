// Her own words under the questions to think about: kept on this phone, sent to nobody. The page itself works without them.
// They are sealed with a key that the browser gives to nobody: what is deleted may stay on the disk, and says nothing then.
const NAME = "notes";
const KEPT = { durability: "strict" };

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const finished = (change) => new Promise((resolve, reject) => {
  change.oncomplete = () => resolve();
  change.onabort = change.onerror = () => reject(change.error);
});

async function keyOf(db, owner) {
  const drawn = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const change = db.transaction(["meta", "words"], "readwrite", KEPT);
  const ended = finished(change);
  const meta = change.objectStore("meta");
  const kept = await done(meta.get("owner"));
  if (kept?.owner !== owner) { // somebody else used this phone before
    change.objectStore("words").clear();
    meta.put({ name: "owner", owner, key: drawn });
  }
  await ended;
  return kept?.owner === owner ? kept.key : drawn;
}

/* Give what keeps the words of one woman. Fails where the browser can keep nothing safely. */
export async function openNotes(owner) {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("meta", { keyPath: "name" });
    request.result.createObjectStore("words", { keyPath: "id" });
  };
  const db = await done(request);
  db.onversionchange = () => db.close();
  const key = await keyOf(db, owner);
  let last = Promise.resolve();

  async function put(id, text) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = text ? await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text)) : null;
    const change = db.transaction(["words"], "readwrite", KEPT);
    const ended = finished(change);
    if (sealed) change.objectStore("words").put({ id, iv, sealed });
    else change.objectStore("words").delete(id);
    await ended;
  }

  return {
    async read(id) {
      const row = await done(db.transaction("words").objectStore("words").get(id));
      if (!row) return "";
      return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, key, row.sealed));
    },
    /* Write down what stands there now; nothing takes it away. In the order of the keys she pressed. */
    write(id, text) {
      last = last.catch(() => null).then(() => put(id, text.trim() ? text : ""));
      return last;
    },
  };
}

// --- on the page ----------------------------------------------------------------------------------------------------------

const words = document.querySelector("template[data-notes]");

// The same question finds its words again wherever it stands; another question begins empty.
function mark(text) {
  let hash = 5381;
  for (const letter of text.trim()) hash = ((hash << 5) + hash + letter.codePointAt(0)) >>> 0;
  return hash.toString(36);
}

async function note(question, key, store) {
  const kept = await store.read(key);
  const piece = words.content.cloneNode(true);
  const field = piece.querySelector("textarea");
  const forget = piece.querySelector("[data-forget]");
  const state = piece.querySelector("[data-state]");
  field.setAttribute("aria-label", `${field.getAttribute("aria-label")}: ${question.textContent.trim()}`);
  field.value = kept;
  forget.hidden = !field.value;
  field.addEventListener("input", async () => {
    forget.hidden = !field.value;
    state.textContent = await store.write(key, field.value).then(() => "", () => words.dataset.full);
  });
  forget.addEventListener("click", async () => {
    field.value = "";
    forget.hidden = true;
    field.focus();
    await store.write(key, "");
    state.textContent = words.dataset.gone;
  });
  question.append(piece);
}

async function begin() {
  const store = await openNotes(words.dataset.owner);
  for (const question of document.querySelectorAll(".is-reflection .thoughts > li"))
    await note(question, `${words.dataset.notes}-${mark(question.textContent)}`, store);
}

// A browser may bring the page back from memory when somebody else holds the phone: her words have left it by then, and the
// server is asked whose it is.
addEventListener("pagehide", () => { for (const field of document.querySelectorAll(".own-note textarea")) field.value = ""; });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Where storage is closed on this phone, the questions stand there without a place to write.
if (words) begin().catch(() => null);
