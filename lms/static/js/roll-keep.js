// On the page of an evening: keep it and its roll at hand, and send marks that wait.
import { flush } from "./roll-queue.js";
import { keepPages, labelOfDevice, netFrom } from "./roll-net.js";
import { openStore } from "./roll-store.js";

async function begin(place) {
  const [, root, id] = /^(.*\/evenings\/)([0-9a-f-]{36})\//.exec(location.pathname) ?? [];
  if (!id) return;
  const store = await openStore();
  const net = netFrom(root);
  const kept = store.lasting ? await net.kept(id) : null;
  if (kept === "gone") await store.dropRoll(id);
  else if (kept) {
    await store.belongTo(kept.me);
    await store.keepRoll(kept);
    keepPages(root);
  }
  await flush(store, net, labelOfDevice());
  place.dataset.keepRoll = "done";
}

const place = document.querySelector("[data-keep-roll]");
if (place) begin(place);
