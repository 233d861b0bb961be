// What she keeps on her phone to read without network. All of it lies encrypted in IndexedDB: with a key that the browser
// gives to nobody, or, what must not be seen, with one that also takes the PIN she chose. Signing out throws the keys away.

const NAME = "phone";
const KEPT = { durability: "strict" };
const TRIES = 5;
const ROUNDS = 600000; // of PBKDF2 with SHA-256: about a second on a cheap phone, for each guess
const NOTE = "kept"; // a cookie that outlives storage: so that she can be told when the phone has thrown it away
const YEAR = 365 * 24 * 3600;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const finished = (change) => new Promise((resolve, reject) => {
  change.oncomplete = () => resolve();
  change.onabort = change.onerror = () => reject(change.error);
});
const bytes = (text) => new TextEncoder().encode(text);
const draw = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

async function seal(key, data) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data) };
}
const unseal = (key, { iv, sealed }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
const sealFacts = (key, facts) => seal(key, bytes(JSON.stringify(facts)));
const unsealFacts = async (key, row) => JSON.parse(new TextDecoder().decode(await unseal(key, row)));

/* The PIN alone opens nothing: it is mixed with a secret that never leaves this browser. */
async function keyFrom(pin, { salt, device }) {
  const typed = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveBits"]);
  const slow = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, typed, 256);
  const mixed = await crypto.subtle.sign("HMAC", device, slow);
  return crypto.subtle.importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/* Remember, for the page about the phone alone, that something is here. */
export function note(some, path) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${NOTE}=1; path=${path}; max-age=${some ? YEAR : 0}; samesite=lax${secure}`;
}
export const noted = () => document.cookie.split("; ").includes(`${NOTE}=1`);

class Phone {
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
    try {
      change(...names.map((name) => all.objectStore(name)));
    } catch (problem) {
      all.abort();
      await ended.catch(() => null);
      throw problem;
    }
    await ended;
  }

  async #meta(name) {
    return (await done(this.#read("meta").get(name)))?.value;
  }

  /* Give the key of what needs no PIN. */
  async key() {
    const known = await this.#meta("key");
    if (known) return known;
    const value = await draw();
    await this.#write(["meta"], (meta) => meta.add({ name: "key", value })).catch(() => null); // another window was quicker
    return this.#meta("key");
  }

  /* --- whose it is -------------------------------------------------------------------------------------------------- */

  async owner() {
    return (await this.#meta("owner")) ?? { me: "", needs: [] };
  }

  /* --- the PIN ------------------------------------------------------------------------------------------------------ */

  async hasPin() {
    return Boolean(await this.#meta("lock"));
  }

  /* Choose the PIN; give the key that it makes. */
  async choosePin(pin) {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const device = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const key = await keyFrom(pin, { salt, device });
    const value = { salt, device, check: await seal(key, bytes("open")), tries: 0 };
    await this.#write(["meta"], (meta) => meta.put({ name: "lock", value }));
    return key;
  }

  /* Try a PIN. It is counted before it is tried, so that switching the phone off gives no further guess. Gives the key,
     or how many tries are left; with the last one all that it locks is gone. */
  async unlock(pin) {
    let lock;
    await this.#write(["meta"], (meta) => {
      const asked = meta.get("lock");
      asked.onsuccess = () => {
        lock = asked.result?.value;
        if (lock) meta.put({ name: "lock", value: { ...lock, tries: lock.tries + 1 } });
      };
    });
    if (!lock) return { left: 0 };
    if (lock.tries < TRIES) {
      const key = await keyFrom(pin, lock);
      if (await unseal(key, lock.check).catch(() => null)) {
        await this.#write(["meta"], (meta) => meta.put({ name: "lock", value: { ...lock, tries: 0 } }));
        return { key };
      }
    }
    const left = TRIES - lock.tries - 1;
    if (left <= 0) await this.dropLocked();
    return { left: Math.max(left, 0) };
  }

  /* --- what is kept ------------------------------------------------------------------------------------------------- */

  /* List what is kept. Of what is locked there is nothing to see without its key. */
  async packs(locked = null) {
    const key = await this.key();
    const rows = await done(this.#read("packs").getAll());
    const opened = rows.map(async (row) => {
      const fits = row.locked ? locked : key;
      const facts = fits ? await unsealFacts(fits, row).catch(() => null) : null;
      return { id: row.id, locked: row.locked, size: row.size, facts };
    });
    return Promise.all(opened);
  }

  /* Give the bytes of a part. */
  async part(row, locked = null) {
    const found = await done(this.#read("parts").get(row));
    return found ? unseal(locked ?? (await this.key()), found) : null;
  }

  /* Keep a pack, all of it or nothing. `bodies` holds what was fetched, by hash; `before` is what it replaces. */
  async keep(facts, bodies, { locked = null, before = null, me, need }) {
    const key = locked ?? (await this.key());
    const had = new Map((before?.facts?.parts ?? []).map((part) => [part.hash, part.row]));
    const id = before?.id ?? crypto.randomUUID();
    const rows = [];
    const parts = [];
    for (const part of facts.parts) {
      const row = had.get(part.hash) ?? crypto.randomUUID();
      if (bodies.has(part.hash)) rows.push({ id: row, pack: id, ...(await seal(key, bodies.get(part.hash))) });
      parts.push({ hash: part.hash, kind: part.kind, type: part.type, bytes: part.bytes, row });
    }
    const still = new Set(parts.map((part) => part.row));
    const size = parts.reduce((sum, part) => sum + part.bytes, 0);
    const pack = { id, locked: Boolean(locked), size, ...(await sealFacts(key, { ...facts, parts })) };
    const owner = await this.owner();
    const needs = [...new Set([...owner.needs, ...(need ? [need] : [])])];
    await this.#write(["meta", "packs", "parts"], (meta, keptPacks, keptParts) => {
      rows.forEach((row) => keptParts.put(row));
      for (const [, row] of had) if (!still.has(row)) keptParts.delete(row);
      keptPacks.put(pack);
      meta.put({ name: "owner", value: { me: me || owner.me, needs } });
    });
    return id;
  }

  async remove(id) {
    const rows = await done(this.#read("parts").getAll());
    await this.#write(["packs", "parts"], (packs, parts) => {
      packs.delete(id);
      rows.filter((row) => row.pack === id).forEach((row) => parts.delete(row.id));
    });
  }

  /* Throw away what the PIN locks, and the PIN. */
  async dropLocked() {
    const packs = (await done(this.#read("packs").getAll())).filter((row) => row.locked);
    const ids = new Set(packs.map((row) => row.id));
    const rows = (await done(this.#read("parts").getAll())).filter((row) => ids.has(row.pack));
    await this.#write(["meta", "packs", "parts"], (meta, keptPacks, keptParts) => {
      meta.delete("lock");
      packs.forEach((row) => keptPacks.delete(row.id));
      rows.forEach((row) => keptParts.delete(row.id));
    });
  }

  async wipe() {
    this.db.close();
    await forgetPacks();
  }
}

/* Throw away what is kept to read, with its keys. */
export const forgetPacks = () => done(indexedDB.deleteDatabase(NAME)).catch(() => null);

/* Give what this phone keeps; null where the browser can keep nothing, or nothing safely. */
export async function openPhone() {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("meta", { keyPath: "name" });
    request.result.createObjectStore("packs", { keyPath: "id" });
    request.result.createObjectStore("parts", { keyPath: "id" });
  };
  return done(request).then((db) => new Phone(db), () => null);
}
