// How a phone fetches what it keeps, and only what it has not got. Nothing of it passes through the browser's own cache.

const PATIENCE = 20000; // milliseconds until the workers run

async function ask(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
    return answer.type === "opaqueredirect" ? null : answer;
  } catch {
    return null;
  }
}

async function json(address, sign) {
  const answer = await ask(address);
  if (answer?.status === 404) return "gone";
  const data = answer?.ok ? await answer.json().catch(() => null) : null;
  return data?.[sign] === 1 ? data : null; // a captive portal answers too
}

/* Give whose the phone is now; null without network. */
export const mine = (root) => json(`${root}mine/`, "mine");

/* Give what belongs to a pack; "gone" if she may not read it any more, null without network. */
export const packAt = (address) => json(address, "pack");

/* Give the parts of a pack that are wanted: with or without sound. */
export const wanted = (pack, sound) => pack.parts.filter((part) => sound || part.kind !== "sound");

/* Keep a pack, or bring one up to date. Gives "kept", "same", "full", "gone" or "offline". */
export async function take(phone, address, { sound, locked = null, before = null, onStep = () => null }) {
  const pack = await packAt(address);
  if (pack === "gone" || pack === null) return pack === "gone" ? "gone" : "offline";
  if (pack.careful && !locked) return "locked";
  const parts = wanted(pack, sound);
  const had = new Set((before?.facts?.parts ?? []).map((part) => part.hash));
  const missing = parts.filter((part) => !had.has(part.hash));
  if (before && !missing.length && parts.length === had.size) return "same";
  const need = missing.reduce((sum, part) => sum + part.bytes, 0);
  const room = await navigator.storage?.estimate?.().catch(() => null);
  if (room?.quota && room.quota - room.usage < need) return "full"; // before her data is spent on it
  const bodies = new Map();
  let got = 0;
  for (const part of missing) {
    onStep(got, need);
    const answer = await ask(part.url);
    if (!answer?.ok) return "offline";
    const body = await answer.arrayBuffer().catch(() => null);
    if (!body) return "offline";
    bodies.set(part.hash, body);
    got += part.bytes;
  }
  const { me, need: course, ...facts } = pack;
  try {
    await phone.keep({ ...facts, parts, address, sound, at: Date.now() }, bodies, { locked, before, me, need: course });
  } catch {
    return "full"; // all of it or nothing was written
  }
  navigator.storage?.persist?.().catch(() => null);
  return "kept";
}

/* Let go of sounds that may no longer be heard: a woman may have taken her voice back. Gives whether anything went. */
export async function shrink(phone, kept, locked) {
  const { facts } = kept;
  if (!facts?.parts.some(({ kind }) => kind === "sound")) return false;
  const now = await packAt(facts.address);
  if (now === null) return false;
  if (now === "gone") {
    await phone.remove(kept.id);
    return true;
  }
  const heard = new Set(now.parts.map(({ hash }) => hash));
  let parts = facts.parts.filter(({ kind, hash }) => kind !== "sound" || heard.has(hash));
  if (parts.length === facts.parts.length) return false;
  // The text names whoever read aloud: it is fetched anew, and without network only the sound goes.
  const bodies = new Map();
  const text = now.parts.find(({ kind }) => kind === "text");
  const body = await ask(text.url).then((answer) => (answer?.ok ? answer.arrayBuffer() : null)).catch(() => null);
  if (body) {
    bodies.set(text.hash, body);
    parts = [text, ...parts.filter(({ kind }) => kind !== "text")];
  }
  await phone.keep({ ...facts, parts }, bodies, { locked, before: kept, me: "", need: "" });
  return true;
}

/* Tell whether what is kept may stay: it is still hers, and so are the courses it came from. */
export function mayStay(owner, now) {
  return !owner.me || (now.me === owner.me && owner.needs.every((need) => now.holds.includes(need)));
}

const running = (worker) => new Promise((resolve) => {
  const look = () => ["activated", "redundant"].includes(worker.state) && resolve(worker.state === "activated");
  worker.addEventListener("statechange", look);
  look();
});

/* Let pages open without network: the page of the phone, My page, and quick exit. Gives whether they do now. */
export async function register({ root, my, exit }) {
  const began = [root, my, exit].map(async (scope) => {
    const found = await navigator.serviceWorker.register("/sw.js", { scope });
    return found.active ? true : running(found.installing ?? found.waiting);
  });
  const slow = new Promise((resolve) => { setTimeout(resolve, PATIENCE, false); });
  return Promise.race([Promise.all(began).then((all) => all.every(Boolean)), slow]).catch(() => false);
}
