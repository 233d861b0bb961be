// Before signing out: marks that still wait are sent, printed or thrown away by a person, and then nothing stays.
import { flush } from "./roll-queue.js";
import { labelOfDevice, netFrom } from "./roll-net.js";
import { openStore } from "./roll-store.js";
import { forgetPhone } from "./phone-forget.js";

async function begin(place) {
  const store = await openStore();
  const form = document.querySelector("[data-leave-form]");
  const box = place.querySelector("[data-leave-waiting]");
  const said = place.querySelector("[data-leave-said]");
  const words = place.dataset;

  async function look() {
    const entries = await store.entries();
    form.hidden = entries.length > 0;
    box.hidden = !entries.length;
    place.querySelector("[data-leave-count]").textContent = entries.length;
    const rolls = new Map();
    for (const { session } of entries) if (!rolls.has(session)) rolls.set(session, await store.roll(session));
    const lines = entries.map(({ session, body }) => {
      const roll = rolls.get(session);
      const name = body.name ?? roll?.women.find(({ woman }) => woman === body.woman)?.name ?? "?";
      return Object.assign(document.createElement("li"), { textContent: [roll?.evening.title, name, words[body.status] ?? ""].filter(Boolean).join(" · ") });
    });
    place.querySelector("[data-leave-list]").replaceChildren(...lines);
    place.dataset.ready = "yes";
  }

  place.querySelector("[data-leave-send]").addEventListener("click", async () => {
    const { state } = await flush(store, netFrom(place.dataset.root), labelOfDevice());
    await look();
    said.textContent = box.hidden ? words.sent : state === "sent" ? words.undecided : words.notSent;
  });
  place.querySelector("[data-leave-print]").addEventListener("click", () => print());
  place.querySelector("[data-leave-discard]").addEventListener("click", async () => {
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    if (form.dataset.wiped) return;
    event.preventDefault();
    await store.wipe();
    await forgetPhone();
    form.dataset.wiped = "yes";
    form.requestSubmit();
  });
  await look();
}

const place = document.querySelector("[data-leave]");
if (place) begin(place);
