// The roll on a phone: one tap marks, the page says what is safe, and it works without network.
import { flush, safety, shownMarks, withHeard } from "./roll-queue.js";
import { keepPages, labelOfDevice, netFrom } from "./roll-net.js";
import { openStore } from "./roll-store.js";
import { drawEvening } from "./evening-offline.js";
import { drawRoll } from "./roll-view.js";

const REFRESH = 20000; // milliseconds between two looks at what others have marked
const GLANCE = 3000; // milliseconds after the last mark was sent
const EVENING = /^(.*\/evenings\/)([0-9a-f-]{36})\//;

/* The roll of one evening on this phone. */
class Roll {
  state = "";
  entries = [];
  undo = [];
  drafts = []; // what was tapped and is not on the phone yet
  written = Promise.resolve();
  busy = null;

  constructor(place, store, root, id, kept) {
    Object.assign(this, { place, store, root, id, kept });
    this.words = JSON.parse(place.dataset.words);
    this.net = netFrom(root);
    this.stands = kept.stands;
    this.walkIns = kept.walk_ins;
    this.confirmed = false;
    this.view = drawRoll(place, this);
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel("roll") : null;
    this.channel?.addEventListener("message", () => this.#glance());
  }

  get mine() {
    return [...this.entries.filter((entry) => entry.session === this.id), ...this.drafts];
  }

  get marks() {
    return shownMarks(this.stands, this.mine);
  }

  get safety() {
    const found = safety(this.entries, this.state, Date.now());
    return this.drafts.length ? { ...found, tone: "writing" } : found; // not even on the phone yet
  }

  /* Read what waits here, and draw. */
  async look() {
    this.entries = (await this.store.entries()).filter((entry) => entry.me === this.kept.me);
    this.view.update();
  }

  #known(woman) {
    return this.stands.find((each) => each.woman === woman) ?? { status: "", minutes: null, revision: 0 };
  }

  #body(woman, status, minutes, more = {}) {
    return { kind: "mark", woman, status, minutes, base: this.#known(woman).revision, confirmed: this.confirmed, ...more };
  }

  /* Write down what was tapped, in the order of the taps; the screen follows the finger at once. */
  #add(bodies, instead = []) {
    const drafts = bodies.map((body) => ({ number: Infinity, session: this.id, state: "waiting", at: Date.now(), body }));
    this.drafts.push(...drafts);
    this.view.update();
    this.written = this.written.then(async () => {
      await this.store.add(this.id, this.kept.me, bodies, instead);
      this.drafts = this.drafts.filter((draft) => !drafts.includes(draft));
      await this.look();
      this.channel?.postMessage("changed");
      this.send();
    }).catch(() => this.view.fail());
    return this.written;
  }

  /* Mark one woman. */
  async mark(woman, status, minutes = null) {
    const before = this.marks.get(woman);
    this.undo.push([{ woman, status: before?.status ?? "", minutes: before?.minutes ?? null }]);
    await this.#add([this.#body(woman, status, minutes)]);
  }

  /* Mark everyone as there who has no mark and has not said that she cannot come. */
  async everyone() {
    const marks = this.marks;
    const open = this.kept.women.filter(({ woman, said_no: saidNo }) => !saidNo && !marks.get(woman)?.status);
    if (!open.length) return;
    this.undo.push(open.map(({ woman }) => ({ woman, status: "", minutes: null })));
    await this.#add(open.map(({ woman }) => this.#body(woman, "present", null, { fill: true })));
  }

  /* Take back the last thing that was done on this page. */
  async takeBack() {
    const last = this.undo.pop();
    if (last) await this.#add(last.map(({ woman, status, minutes }) => this.#body(woman, status, minutes)));
  }

  /* Add a line for somebody without a place. */
  async cameIn(name) {
    await this.#add([{ kind: "walk-in", name, confirmed: this.confirmed }]);
  }

  /* Settle a mark that was refused: `own` sends it once more over what stands, otherwise it is let go. */
  async settle(entry, own) {
    if (!own) {
      await this.store.settle([entry.number], []);
      await this.look();
      return;
    }
    if (entry.reason === "too_late") this.confirmed = true;
    await this.#add([{ ...entry.body, base: entry.stands?.revision ?? 0, confirmed: this.confirmed, fill: false }], [entry.number]);
  }

  /* Send what waits; one window at a time. Whoever marks meanwhile is sent after it. */
  send() {
    this.again = true;
    this.busy ??= this.#send().finally(() => { this.busy = null; });
    return this.busy;
  }

  async #send() {
    while (this.again) {
      this.again = false;
      const work = () => flush(this.store, this.net, labelOfDevice(), (session, answer) => session === this.id && this.#hear(answer));
      const came = await (navigator.locks ? navigator.locks.request("roll", work) : work());
      this.state = came.state;
      await this.look();
      if (came.settled) this.#settled();
    }
  }

  /* Other windows look what stands; this one does once the finger rests: an answer is only about whom it marked. */
  #settled() {
    this.channel?.postMessage("changed");
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.#glance(), GLANCE);
  }

  async #hear({ stands, walkIns }) {
    await this.#take({ stands: withHeard(this.stands, stands), walkIns });
  }

  async #take(answer) {
    this.stands = answer.stands;
    this.walkIns = answer.walkIns ?? answer.walk_ins ?? this.walkIns;
    this.kept = { ...this.kept, stands: this.stands, walk_ins: this.walkIns };
    await this.store.keepRoll(this.kept);
  }

  /* Send what waits, then look what others have marked. */
  async refresh() {
    await this.send();
    if (this.state === "sent") await this.#glance();
  }

  async #glance() {
    const answer = await this.net.stands(this.id);
    if (answer === "gone") {
      await this.store.dropRoll(this.id);
      this.view.gone();
      return;
    }
    if (answer && !this.again && !this.busy) await this.#take(answer);
    await this.look();
  }
}

/* Give what is shown: what came with the page, or else what this phone has kept. */
async function keptRoll(place, store, id) {
  if (!place.dataset.kept) return store.roll(id);
  const kept = JSON.parse(place.dataset.kept);
  await store.belongTo(kept.me);
  await store.keepRoll(kept);
  return kept;
}

async function begin(place) {
  const [, root, id] = EVENING.exec(location.pathname) ?? [];
  if (!id) return;
  const store = await openStore();
  const kept = await keptRoll(place, store, id);
  place.dataset.ready = kept ? "roll" : "nothing";
  if (!kept) return;
  if (place.dataset.evening !== undefined && !location.pathname.endsWith("/roll/")) {
    const entries = (await store.entries()).filter((entry) => entry.me === kept.me);
    drawEvening(place, kept, entries);
    return;
  }
  const roll = new Roll(place, store, root, id, kept);
  await roll.look();
  keepPages(root);
  roll.refresh();
  const visible = () => { if (document.visibilityState === "visible") roll.refresh(); };
  addEventListener("online", () => roll.refresh());
  addEventListener("pageshow", (event) => { if (event.persisted) roll.refresh(); });
  document.addEventListener("visibilitychange", visible);
  setInterval(visible, REFRESH);
  // Without a lasting store the marks would go with the page.
  addEventListener("beforeunload", (event) => { if (!store.lasting && roll.safety.waiting) event.preventDefault(); });
}

const place = document.querySelector("[data-roll]");
if (place) begin(place);
