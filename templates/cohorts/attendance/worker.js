// Lets evenings and their rolls open without network. It keeps scripts, styles and one page without anybody's data;
// names and marks lie encrypted in IndexedDB, where this worker never looks. Its scope is the evenings alone.
const CACHE = `roll-${FACTS.version}`;
const SHELL = new URL("offline/", self.registration.scope).href;
const PAGE = /\/evenings\/[0-9a-f-]{36}\/(roll\/)?$/;
const PATIENCE = 4000; // milliseconds; one bar of network is none

async function keep() {
  const cache = await caches.open(CACHE);
  const shell = await fetch(SHELL, { cache: "no-cache", credentials: "omit" });
  if (!shell.ok || shell.redirected) throw new Error("The page for without network did not come.");
  const styles = [...(await shell.clone().text()).matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((found) => found[1]);
  await cache.put(SHELL, shell);
  await cache.addAll([...new Set([...FACTS.kept, ...styles])].map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })));
}

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith("roll-") && name !== CACHE).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

async function page(request) {
  const shell = () => caches.match(SHELL, { ignoreVary: true });
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(PATIENCE) });
    return answer.status < 502 ? answer : (await shell()) ?? answer;
  } catch (problem) {
    const kept = await shell();
    if (kept) return kept;
    throw problem;
  }
}

async function part(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout?.(PATIENCE) });
  } catch (problem) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw problem;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(request));
  else if (["script", "style"].includes(request.destination)) event.respondWith(part(request));
});
