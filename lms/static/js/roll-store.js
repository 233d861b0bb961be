// What a phone keeps of a roll: names (first name and initial) and marks, encrypted in IndexedDB with a key that the
// browser gives to nobody. Without IndexedDB or encryption it keeps nothing, and says so.

const NAME = "roll";
const WEEK = 7 * 24 * 3600 * 1000;
const KEPT = { durability: "strict" }; // written down, not merely promised

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const finished = (change) => new Promise((resolve, reject) => {
  change.oncomplete = () => resolve();
  change.onabort = change.onerror = () => reject(change.error);
});

function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("meta", { keyPath: "name" });
    request.result.createObjectStore("rolls", { keyPath: "id" });
    request.result.createObjectStore("marks", { keyPath: "number" });
  };
  return done(request);
}

/* Tell other parts of the site, and quick exit, that marks wait here. The cookie is settings.WAITING_COOKIE_NAME. */
function sayWaiting(some) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `waits=${some ? 1 : ""}; path=/; max-age=${some ? 30 * 24 * 3600 : 0}; samesite=lax${secure}`;
}

class Store {
  lasting = true;

  constructor(db) {
    this.db = db;
    db.onversionchange = () => db.close();
  }

  #read(name) {
    return this.db.transaction(name).objectStore(name);
  }

  async #write(names, change) {
    const all = this.db.transaction(names, "readwrite", KEPT);
    const ended = finished(all);
    change(...names.map((name) => all.objectStore(name)));
    await ended;
  }

  async #meta(name) {
    return (await done(this.#read("meta").get(name)))?.value;
  }

  /* --- the key ------------------------------------------------------------------------------------------------- */

  async #key() {
    const kept = await done(this.#read("meta").get("key"));
    return kept?.value ?? this.#newKey();
  }

  async #newKey() {
    const drawn = await drawKey();
    const change = this.db.transaction(["meta"], "readwrite", KEPT);
    const ended = finished(change);
    const meta = change.objectStore("meta");
    const value = (await done(meta.get("key")))?.value ?? drawn; // another window may have been quicker
    if (value === drawn) meta.put({ name: "key", value, made: Date.now() });
    await ended;
    return value;
  }

  /* A key lives for seven days; then what is kept of rolls goes with it. While marks wait they get a new one. */
  async renew(now = Date.now()) {
    const kept = await done(this.#read("meta").get("key"));
    if (!kept || Math.abs(now - kept.made) < WEEK) return;
    const entries = await this.entries();
    const value = await drawKey();
    const needed = new Set(entries.map((entry) => entry.session));
    const rolls = await Promise.all((await done(this.#read("rolls").getAll())).filter(({ id }) => needed.has(id)).map(async (row) => ({ ...row, ...(await seal(value, await unseal(kept.value, row))) })));
    const marks = await Promise.all(entries.map(async ({ body, ...entry }) => ({ ...entry, ...(await seal(value, body)) })));
    await this.#write(["meta", "rolls", "marks"], (meta, keptRolls, keptMarks) => {
      meta.put({ name: "key", value, made: now });
      keptRolls.clear();
      rolls.forEach((row) => keptRolls.put(row));
      marks.forEach((row) => keptMarks.put(row));
    });
  }

  /* --- rolls --------------------------------------------------------------------------------------------------- */

  async keepRoll(roll) {
    const row = { id: roll.evening.id, at: Date.now(), ...(await seal(await this.#key(), roll)) };
    await this.#write(["rolls"], (rolls) => rolls.put(row));
  }

  async roll(id) {
    const row = await done(this.#read("rolls").get(id));
    if (!row) return null;
    try {
      return await unseal(await this.#key(), row);
    } catch {
      return null; // sealed with a key that is gone
    }
  }

  async dropRoll(id) {
    await this.#write(["rolls"], (rolls) => rolls.delete(id));
  }

  /* Somebody else has signed in: she sees nothing of what was kept before her. Marks stay until they are sent. */
  async belongTo(me) {
    if ((await this.#meta("me")) === me) return;
    await this.#write(["meta", "rolls"], (meta, rolls) => {
      rolls.clear();
      meta.put({ name: "me", value: me });
    });
  }

  async me() {
    return this.#meta("me");
  }

  /* --- marks --------------------------------------------------------------------------------------------------- */

  async device() {
    const known = await this.#meta("device");
    if (known) return known;
    const value = `phone-${crypto.randomUUID()}`.slice(0, 40);
    await this.#write(["meta"], (meta) => meta.put({ name: "device", value }));
    return value;
  }

  /* Give so many numbers above every earlier one, whichever window asks. */
  async #numbers(count) {
    const change = this.db.transaction(["meta"], "readwrite", KEPT);
    const ended = finished(change);
    const meta = change.objectStore("meta");
    const last = (await done(meta.get("number")))?.value ?? 0;
    meta.put({ name: "number", value: last + count });
    await ended;
    return Array.from({ length: count }, (_each, index) => last + index + 1);
  }

  /* Write marks down; once this has returned they are on the phone. `instead` is what they settle. */
  async add(session, me, bodies, instead = []) {
    const key = await this.#key();
    const numbers = await this.#numbers(bodies.length);
    const sealed = await Promise.all(bodies.map((body) => seal(key, body)));
    const rows = sealed.map((part, index) => ({ number: numbers[index], key: crypto.randomUUID(), session, me, state: "waiting", at: Date.now(), ...part }));
    await this.#write(["marks"], (marks) => {
      rows.forEach((row) => marks.add(row));
      instead.forEach((number) => marks.delete(number));
    });
    sayWaiting(true);
    navigator.storage?.persist?.();
  }

  async entries() {
    const key = await this.#key();
    const rows = await done(this.#read("marks").getAll());
    return Promise.all(rows.map(async ({ iv, sealed, ...row }) => ({ ...row, body: await unseal(key, { iv, sealed }) })));
  }

  async waiting() {
    return (await this.entries()).filter((entry) => entry.state === "waiting");
  }

  /* Forget what the server has, and lay before a person what it refused. */
  async settle(settled, refused) {
    const change = this.db.transaction(["marks"], "readwrite", KEPT);
    const ended = finished(change);
    const marks = change.objectStore("marks");
    settled.forEach((number) => marks.delete(number));
    for (const { number, reason, stands } of refused) {
      const row = await done(marks.get(number));
      if (row) marks.put({ ...row, state: "decide", reason, stands });
    }
    await ended;
    sayWaiting(await done(this.#read("marks").count()));
  }

  /* --- signing out --------------------------------------------------------------------------------------------- */

  async wipe() {
    this.db.close();
    await done(indexedDB.deleteDatabase(NAME)).catch(() => null);
    for (const name of (await globalThis.caches?.keys?.()) ?? []) await caches.delete(name);
    for (const worker of (await navigator.serviceWorker?.getRegistrations?.()) ?? []) await worker.unregister();
    sayWaiting(false);
  }
}

/* Keeps marks only while the page is open: a private window, or an old browser. */
class Memory {
  lasting = false;
  rows = [];
  last = 0;
  name = `page-${String(Math.random()).slice(2)}${Date.now()}`.slice(0, 40);

  async renew() {}
  async keepRoll() {}
  async roll() { return null; }
  async dropRoll() {}
  async belongTo(me) { this.owner = me; }
  async me() { return this.owner; }
  async device() { return this.name; }
  async add(session, me, bodies, instead = []) {
    this.rows = this.rows.filter((row) => !instead.includes(row.number));
    for (const body of bodies) this.rows.push({ number: ++this.last, key: randomUuid(), session, me, state: "waiting", at: Date.now(), body });
  }
  async entries() { return this.rows; }
  async waiting() { return this.rows.filter((row) => row.state === "waiting"); }
  async settle(settled, refused) {
    this.rows = this.rows.filter((row) => !settled.includes(row.number));
    for (const { number, ...rest } of refused) Object.assign(this.rows.find((row) => row.number === number) ?? {}, rest, { state: "decide" });
  }
  async wipe() { this.rows = []; }
}

/* crypto.randomUUID is missing where the address is not secure; getRandomValues is not. */
function randomUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const drawKey = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}

async function unseal(key, { iv, sealed }) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed)));
}

/* Give the store of this phone; one that lasts no longer than the page where the browser keeps nothing. */
export async function openStore() {
  try {
    if (!crypto.subtle) return new Memory();
    const store = new Store(await open());
    await store.renew();
    sayWaiting((await store.entries()).length > 0);
    return store;
  } catch {
    return new Memory();
  }
}
