/* Plays a module, part after part: the recording of a part where there is one, else the phone's own voice, sentence by
   sentence. Nothing begins by itself, and it stops when the page is hidden. On pages that leave no trace the phone keeps
   no speed and shows nothing on its lock screen; elsewhere it shows a neutral name. */
import { keepAwake } from "./awake.js";
import { canSpeak, hush, say, sentences, voiceFor } from "./voice.js";

const PARTS = ["h1", ".lead", ".banner.warning", "section.part"].map((each) => `article.module ${each}`).join(", ");
const SILENT = [".is-session_plan", ".is-exercises", ".is-sources", ".is-picture", ".is-audio", ".is-video", ".is-quiz",
  ".is-guest", ".is-coordinator_notes"].map((each) => `section.part${each}`).join(", ");
const BLOCKS = "p, li, h1, h2, h3, h4, dt, dd, div.p, blockquote, figcaption";
const UNSAID = ".reference, .untranslated, button, audio, video, script, [hidden], [aria-hidden=true], .sr";
const KEPT = "hear-rate";
const marks = window.Highlight && CSS.highlights ? new Highlight() : null;
if (marks) CSS.highlights.set("heard", marks);

/* Tell whether something stands in a fold that is closed. */
function isFolded(element) {
  for (let fold = element.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    if (element.closest("summary")?.parentElement !== fold) return true;
  }
  return false;
}

/* Give the sentences of a part as they are shown: [{text, lang, range, block}]. What is folded is not read. */
function sentencesIn(part) {
  const found = new Map();
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(UNSAID) || isFolded(parent) || !parent.getClientRects().length) continue;
    const block = parent.closest(BLOCKS) ?? part;
    if (!found.has(block)) found.set(block, []);
    found.get(block).push(node);
  }
  return [...found].flatMap(([block, nodes]) => cut(block, nodes));
}

function cut(block, nodes) {
  const text = nodes.map((node) => node.data).join("");
  const lang = block.closest("[lang]").lang;
  const place = (at) => {
    let left = at;
    for (const node of nodes) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [nodes.at(-1), nodes.at(-1).length];
  };
  return sentences(text, lang).filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to))).map(([from, to]) => {
    const range = document.createRange();
    range.setStart(...place(from));
    range.setEnd(...place(to));
    return { text: text.slice(from, to).trim(), lang, range, block };
  });
}

class Player {
  constructor(hear) {
    this.hear = hear;
    this.bar = hear.querySelector("[data-player]");
    this.quiet = hear.dataset.quiet === "yes";
    this.audio = new Audio();
    this.turn = 0; // whatever belongs to an earlier turn has nothing to say any more
    this.part = 0;
    this.sentence = 0;
    this.playing = false;
    this.voices = new Map();
    const recorded = new Map([...hear.querySelectorAll("audio[data-part]")].map((each) => [each.dataset.part, each.src]));
    this.parts = [...document.querySelectorAll(PARTS)].filter((each) => !each.matches(SILENT))
      .map((element) => ({ element, sound: recorded.get(element.id) }));
    this.find("play").addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.find("next").addEventListener("click", () => this.jump(1));
    this.find("back").addEventListener("click", () => this.jump(-1));
    this.find("close").addEventListener("click", () => this.close());
    this.find("rate").addEventListener("change", () => this.setRate());
    this.find("rate").value = this.kept();
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.pause(); });
    for (const end of ["pagehide", "leaving"]) addEventListener(end, () => this.stop());
  }

  find(name) { return this.bar.querySelector(`[data-${name}]`); }

  get rate() { return Number(this.find("rate").value); }

  kept() {
    try { return (!this.quiet && localStorage.getItem(KEPT)) || "1"; } catch { return "1"; }
  }

  setRate() {
    try { if (!this.quiet) localStorage.setItem(KEPT, this.find("rate").value); } catch { /* a private window keeps nothing */ }
    this.audio.playbackRate = this.rate;
    if (this.playing && !this.parts[this.part]?.sound) this.play(); // the sentence anew, at the new speed
  }

  async open() {
    const lang = this.hear.closest("article").lang;
    const isMute = !(await this.voiceOf(lang));
    this.tell(isMute, this.parts.some((each) => each.sound));
    this.find("play").focus({ preventScroll: true });
    this.part = 0;
    this.sentence = 0;
    if (!isMute) this.play(); // else she reads first why so little is heard
  }

  /* Say kindly that the phone has no voice for the language, and what can be heard all the same. */
  tell(isMute, sounds) {
    this.hear.querySelector("[data-mute]").hidden = !isMute;
    this.hear.querySelector("[data-only-recorded]").hidden = !(isMute && sounds);
    this.bar.hidden = isMute && !sounds;
    this.hear.querySelector("[data-closed]").hidden = !this.bar.hidden;
  }

  async voiceOf(lang) {
    if (!this.voices.has(lang)) this.voices.set(lang, canSpeak ? await voiceFor(lang) : null);
    return this.voices.get(lang);
  }

  async play() {
    const turn = ++this.turn;
    hush();
    this.set(true);
    this.nameForLockScreen();
    while (turn === this.turn && this.part < this.parts.length) {
      const heard = await this.hearPart(turn);
      if (turn !== this.turn) return;
      if (!heard) return this.pause();
      this.part += 1;
      this.sentence = 0;
    }
    this.part = 0;
    this.sentence = 0;
    this.set(false);
    this.mark(null);
  }

  async hearPart(turn) {
    const part = this.parts[this.part];
    if (part.sound && !part.broken) {
      const heard = await this.hearSound(part, turn);
      if (heard || turn !== this.turn) return heard;
      if (!part.broken) return false;
    }
    const said = sentencesIn(part.element);
    for (; this.sentence < said.length; this.sentence += 1) {
      const each = said[this.sentence];
      const voice = await this.voiceOf(each.lang);
      if (turn !== this.turn) return false;
      if (!voice) continue;
      this.mark(each);
      if (!(await say(each.text, voice, this.rate)) || turn !== this.turn) return false;
    }
    return true;
  }

  /* Play a recording; tell whether it came to its end. One that cannot be played is read by the phone instead. */
  async hearSound(part, turn) {
    this.mark({ block: part.element });
    if (this.audio.src !== part.sound) this.audio.src = part.sound;
    this.audio.playbackRate = this.rate;
    const ended = new Promise((done) => {
      this.audio.onended = () => done(true);
      this.audio.onpause = () => { if (!this.audio.ended) done(false); };
      this.audio.onerror = () => { part.broken = true; done(false); };
    });
    try {
      await this.audio.play();
    } catch (problem) {
      part.broken = problem.name === "NotSupportedError" || this.audio.error !== null;
      return false; // or the phone wants one more press
    }
    const heard = await ended;
    if (heard && turn === this.turn) this.audio.removeAttribute("src");
    return heard;
  }

  pause() {
    this.turn += 1;
    this.audio.pause();
    hush();
    this.set(false);
  }

  jump(by) {
    const was = this.playing;
    const again = by < 0 && (this.sentence > 0 || this.audio.currentTime > 3);
    this.pause();
    this.audio.removeAttribute("src");
    this.part = Math.min(Math.max(this.part + (again ? 0 : by), 0), this.parts.length - 1);
    this.sentence = 0;
    this.mark({ block: this.parts[this.part].element });
    if (was) this.play();
  }

  stop() {
    this.pause();
    this.mark(null);
    this.audio.removeAttribute("src");
    this.audio.load(); // so that the phone does not offer to go on
  }

  close() {
    this.stop();
    this.bar.hidden = true;
    this.hear.querySelector("[data-mute]").hidden = true;
    this.hear.querySelector("[data-closed]").hidden = false;
    this.hear.querySelector("[data-hear-start]").focus();
  }

  set(playing) {
    this.playing = playing;
    if (!playing) this.letSleep?.();
    this.letSleep = playing ? this.letSleep ?? keepAwake() : null;
    const button = this.find("play");
    button.setAttribute("aria-label", playing ? button.dataset.pause : button.dataset.go);
    button.classList.toggle("playing", playing);
  }

  mark(said) {
    document.querySelector(".heard")?.classList.remove("heard");
    marks?.clear();
    if (!said) return;
    if (marks && said.range) marks.add(said.range);
    else said.block.classList.add("heard");
    const { top, bottom } = (said.range ?? said.block).getBoundingClientRect();
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < this.bar.offsetHeight || bottom > innerHeight * 0.85) {
      said.block.scrollIntoView({ block: said.range ? "center" : "start", behavior: reduced ? "auto" : "smooth" });
    }
  }

  nameForLockScreen() {
    if (!navigator.mediaSession) return;
    navigator.mediaSession.metadata = this.quiet ? null : new MediaMetadata({ title: this.hear.dataset.neutral });
  }
}

let player = null;

/* Open the player of a page and begin. */
export function listen(hear) {
  player ??= new Player(hear);
  player.open();
}
