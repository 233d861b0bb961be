// The one service worker. It is registered for parts of the site, never for all of it, and its scope says which part of
// this text counts: the evenings of those who lead them, or what a woman keeps on her phone. Public pages, pages about
// help and pages that leave no trace are in no scope. Caches hold scripts, styles and pages without anybody's data;
// names, marks and texts lie encrypted in IndexedDB.
const SCOPE = self.registration.scope;
const HERE = /\/cohorts\/evenings\/$/.test(SCOPE) ? "roll" : "phone";
const { version, kept: KEPT } = FACTS[HERE];
const CACHE = `${HERE}-${version}`;
const LOOK = HERE === "phone" ? "same-origin" : "omit"; // her page looks as she chose: large letters, or a name that says nothing
const PATIENCE = 4000; // milliseconds; one bar of network is none

/* Ask the network; once it has begun to answer it may take its time. */
async function ask(request, patience = PATIENCE) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(request, { signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function fresh(cache, address, came = null) {
  const answer = came ?? (await fetch(address, { cache: "no-cache", credentials: LOOK }));
  if (!answer.ok || answer.redirected) throw new Error("A page for without network did not come.");
  const text = await answer.clone().text();
  await cache.put(address, answer);
  return [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((found) => found[1]);
}

async function fill(pages) {
  const cache = await caches.open(CACHE);
  const there = await Promise.all(pages.map((address) => cache.match(address, { ignoreVary: true })));
  if (there.every(Boolean)) return; // another scope of this worker was here before
  const styles = [];
  for (const address of pages) styles.push(...(await fresh(cache, address)));
  const requests = [...new Set([...KEPT, ...styles])].map((address) => new Request(address, { cache: "no-cache", credentials: "omit" }));
  await cache.addAll(requests);
}

async function instead(request, page, patience = PATIENCE) {
  const stand = () => caches.match(page, { ignoreVary: true });
  try {
    const answer = await ask(request, patience);
    return answer.status < 502 ? answer : (await stand()) ?? answer;
  } catch (problem) {
    const found = await stand();
    if (found) return found;
    throw problem;
  }
}

async function part(request) {
  try {
    return await ask(request);
  } catch (problem) {
    const found = await caches.match(request, { ignoreVary: true });
    if (found) return found;
    throw problem;
  }
}

// --- evenings and their rolls -------------------------------------------------------------------------------------------

const EVENING = /\/evenings\/[0-9a-f-]{36}\/(roll\/)?$/;
const roll = {
  pages: [new URL("offline/", SCOPE).href],
  visit: (request, { pathname }) => (EVENING.test(pathname) ? instead(request, roll.pages[0]) : null),
};

// --- her phone: My page, what she keeps, and quick exit -----------------------------------------------------------------

const ROOT = SCOPE.replace(/(my|phone|u)\/$/, "");
const SHELF = `${ROOT}phone/`;
const RECIPE = `${ROOT}v/`;
const LONGER = 10000; // milliseconds; her page may come slowly, and is worth waiting for
const OWED = "phone-owed"; // she has left without network, and the server does not know yet

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = request.onblocked = () => reject(request.error);
});

/* Give whose the things on this phone are; null if there are none. */
async function owner() {
  const request = indexedDB.open("phone");
  request.onupgradeneeded = () => request.transaction.abort(); // nothing was ever kept
  const db = await done(request).catch(() => null);
  const row = db?.objectStoreNames.contains("meta") ? await done(db.transaction("meta").objectStore("meta").get("owner")) : null;
  db?.close();
  return row?.value ?? null;
}

const forget = () => done(indexedDB.deleteDatabase("phone")).catch(() => null);

/* After My page was reached: what is kept for somebody who is no longer signed in here, or for a course that is no
   longer hers, goes. */
async function check() {
  const kept = await owner();
  if (!kept?.me) return;
  const answer = await fetch(`${SHELF}mine/`, { cache: "no-store" }).catch(() => null);
  const now = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
  if (now?.mine !== 1) return; // that was somebody else's answer
  if (now.me !== kept.me || !kept.needs.every((need) => now.holds.includes(need))) await forget();
}

/* End the session that she left without network. Tells whether the server has heard it. */
async function settled() {
  const answer = await fetch(`${ROOT}u/`, { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (answer) await caches.delete(OWED);
  return Boolean(answer);
}

async function herPage(request) {
  if (!(await caches.has(OWED))) return instead(request, SHELF, LONGER);
  // Browsers ask for a page while they wake the worker: that answer was made before the session ended, and is not shown.
  const anew = new Request(request.url, { redirect: "manual", credentials: "same-origin", cache: "no-store" });
  return (await settled()) ? fetch(anew) : (await caches.match(SHELF, { ignoreVary: true })) ?? Response.error();
}

/* Keep the list as she last saw it, with her size of letters, and what it is drawn with: the phone may have thrown away
   any of that since. */
async function refreshed(request) {
  const answer = await instead(request, SHELF);
  if (answer.ok && !answer.redirected) await store(answer.clone()).catch(() => null); // no room: it is shown all the same
  return answer;
}

async function store(copy) {
  const cache = await caches.open(CACHE);
  const styles = await fresh(cache, SHELF, copy);
  const lacks = async (address) => !(await cache.match(address, { ignoreVary: true }));
  for (const each of new Set([...KEPT, ...styles])) if (await lacks(each)) await cache.add(each);
  if (await lacks(RECIPE)) await fresh(cache, RECIPE);
}

async function leave(request) {
  try {
    return await ask(request);
  } catch (problem) {
    await forget();
    await caches.open(OWED);
    const recipe = await caches.match(RECIPE, { ignoreVary: true });
    if (recipe) return recipe;
    throw problem;
  }
}

const phone = {
  pages: [SHELF, RECIPE],
  visit: (request, { pathname }, event) => {
    if (SCOPE.endsWith("/u/")) return leave(request);
    if (SCOPE.endsWith("/phone/")) return pathname === new URL(SHELF).pathname ? refreshed(request) : null;
    const answer = herPage(request);
    event.waitUntil(answer.then(check, () => null));
    return answer;
  },
};

// --- what both have in common -------------------------------------------------------------------------------------------

const mine = { roll, phone }[HERE];

self.addEventListener("install", (event) => {
  event.waitUntil(fill(mine.pages).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(`${HERE}-`) && name !== CACHE && name !== OWED;
  const tidy = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const answer = request.mode === "navigate" ? mine.visit(request, address, event) : ["script", "style"].includes(request.destination) ? part(request) : null;
  if (answer) event.respondWith(answer);
});
