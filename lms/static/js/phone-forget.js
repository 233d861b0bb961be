// Everything of ours that a browser keeps on this phone, gone: stores and their keys, caches, workers, and what pages noted.
import { forgetPacks } from "./phone-store.js";

export async function forgetPhone() {
  await forgetPacks();
  const all = (await indexedDB.databases?.()) ?? [];
  for (const { name } of all) indexedDB.deleteDatabase(name);
  for (const name of (await globalThis.caches?.keys?.()) ?? []) await caches.delete(name);
  for (const worker of (await navigator.serviceWorker?.getRegistrations?.()) ?? []) await worker.unregister();
  try {
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // A browser that keeps no such thing has nothing to forget.
  }
}
