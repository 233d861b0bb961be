// What this phone keeps: a list to read from, also without network. What is behind a PIN is only in sight while the page is.
import { mayStay, mine, register, shrink, take } from "./phone-net.js";
import { digits } from "./phone-pin.js";
import { noted, note, openPhone } from "./phone-store.js";
import { draw, say } from "./phone-view.js";

const PATIENCE = 3000; // milliseconds before the list is shown without having heard from the server
const ALONE = 300000; // milliseconds; then what is behind the PIN closes by itself

const within = (promise, most) => Promise.race([promise, new Promise((resolve) => { setTimeout(resolve, most, null); })]);

class Shelf {
  key = null; // of what is behind the PIN, in memory alone

  constructor(place, phone) {
    Object.assign(this, { place, phone, words: place.dataset });
    this.find = (name) => place.querySelector(`[data-${name}]`);
  }

  say(text) {
    say(this.find("said"), text);
  }

  async look() {
    const packs = this.phone ? await this.phone.packs(this.key) : [];
    this.view?.close();
    this.view = draw(this, packs);
    if (packs.length) register({ root: this.words.root, my: this.words.my, exit: this.words.exitScope });
    return packs;
  }

  /* What may no longer be heard goes, as soon as the server can be asked. */
  async settle() {
    let went = false;
    for (const pack of await this.phone.packs(this.key)) {
      // On a phone without room nothing can be written: then all of it goes, since her voice may not stay.
      const gone = await shrink(this.phone, pack, pack.locked ? this.key : null).catch(() => this.phone.remove(pack.id).then(() => true));
      went ||= gone;
    }
    if (went && this.find("reader").hidden) await this.look();
  }

  /* Ask whose the phone is, and forget what is no longer hers. Gives what else she could keep. */
  async ask() {
    const owner = await this.phone.owner();
    const now = await within(mine(this.words.root), PATIENCE);
    if (now === null || now === "gone") {
      this.say(this.words.withoutNetwork);
      return [];
    }
    if (!mayStay(owner, now)) {
      await this.empty();
      this.say(this.words.over);
    }
    return now.course;
  }

  async empty() {
    this.lock();
    await this.phone.wipe();
    note(false, this.words.cookie);
    this.phone = await openPhone();
  }

  async update() {
    this.say(this.words.taking);
    let said = this.words.updated;
    for (const pack of await this.phone.packs(this.key)) {
      if (!pack.facts) continue;
      const { address, sound } = pack.facts;
      const came = await take(this.phone, address, { sound, before: pack, locked: pack.locked ? this.key : null });
      if (came === "gone" || came === "locked") await this.phone.remove(pack.id);
      if (came !== "same" && came !== "kept") said = came === "locked" ? this.words.needsPin : this.words[came];
      if (came === "offline") break;
    }
    await this.look();
    this.say(said);
  }

  async remove(id) {
    await this.phone.remove(id);
    if (!(await this.look()).length) note(false, this.words.cookie);
  }

  /* The browser has thrown away what stood in the list. */
  async lost({ id, locked }) {
    this.phone.db.close();
    this.phone = await openPhone();
    if (!locked) await this.phone?.remove(id);
    await this.look();
    this.say(this.words.noLonger);
  }

  async open(pin) {
    const said = this.find("pin-said");
    said.textContent = this.words.wait;
    const { key, left } = await this.phone.unlock(pin).catch(() => ({ left: null })); // a try that cannot be counted is none
    said.textContent = key ? "" : left ? `${this.words.pinWrong} ${left}` : "";
    if (left === null) {
      said.textContent = this.words.full;
      return;
    }
    if (key) {
      this.key = key;
      this.alone = setTimeout(() => this.lock(), ALONE);
    } else if (!left) this.say(this.words.pinWiped);
    if (key || !left) await this.look();
    if (key) this.settle();
  }

  /* Out of sight, out of memory. */
  lock() {
    clearTimeout(this.alone);
    if (!this.key) return;
    this.key = null;
    this.view?.close();
    this.look();
  }

  async forget() {
    if (document.cookie.split("; ").includes("waits=1")) {
      this.say(this.words.waits);
      return;
    }
    const { forgetPhone } = await import("./phone-forget.js");
    await this.empty();
    this.phone?.db.close();
    await forgetPhone();
    this.phone = null;
    draw(this, []);
    this.say(this.words.forgotten);
  }
}

async function begin(place) {
  const shelf = new Shelf(place, await openPhone());
  shelf.find("without").hidden = true;
  if (!shelf.phone) {
    shelf.say(shelf.words.cannot);
    return;
  }
  const course = await shelf.ask();
  const packs = await shelf.look();
  if (!packs.length && noted() && shelf.find("said").hidden) {
    shelf.say(shelf.words.noLonger);
    note(false, shelf.words.cookie);
  }
  // The worker keeps this page before it answers, unless there is no room.
  const stays = () => caches.match(location.pathname, { ignoreVary: true });
  if (packs.length && navigator.serviceWorker?.controller && !(await stays())) shelf.say(shelf.words.full);
  shelf.view.offer(course);
  shelf.settle();
  shelf.find("update").addEventListener("click", () => shelf.update());
  shelf.find("forget").addEventListener("click", () => shelf.forget());
  shelf.find("drop-locked").addEventListener("click", async () => {
    await shelf.phone.dropLocked();
    await shelf.look();
  });
  const form = shelf.find("pin");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const pin = digits(form.pin.value);
    form.reset();
    shelf.open(pin);
  });
  addEventListener("pagehide", () => shelf.lock());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") shelf.lock(); });
  place.dataset.ready = "yes";
}

const place = document.querySelector("[data-phone]");
if (place) begin(place);
