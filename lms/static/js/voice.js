/* The phone's own voice. Only voices that live on the phone: others send what is read to somebody else's machine. */
const speech = window.speechSynthesis;
const PATIENCE = 1500; // milliseconds: some browsers fetch their list of voices late
const SAME = { no: "nb", nn: "nb", iw: "he", in: "id" }; // names that phones use for a language

export const canSpeak = Boolean(speech && window.SpeechSynthesisUtterance);

function short(lang) {
  const name = (lang || "").toLowerCase().split(/[-_]/)[0];
  return SAME[name] ?? name;
}

function listed() {
  const found = canSpeak ? speech.getVoices() : [];
  if (found.length || !canSpeak) return Promise.resolve(found);
  return new Promise((done) => {
    const ready = () => { speech.removeEventListener("voiceschanged", ready); done(speech.getVoices()); };
    speech.addEventListener("voiceschanged", ready);
    setTimeout(ready, PATIENCE);
  });
}

/* Give the phone's voice for a language (nb, ar, so …), or null. */
export async function voiceFor(lang) {
  const found = (await listed()).filter((each) => each.localService !== false && short(each.lang) === short(lang));
  return found.find((each) => each.default) ?? found[0] ?? null;
}

/* Say a text with a voice of `voiceFor`; tell whether it was said to its end. */
export function say(text, voice, rate = 1) {
  return new Promise((done) => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice;
    spoken.lang = voice.lang.replace("_", "-");
    spoken.rate = rate;
    spoken.addEventListener("end", () => done(true));
    spoken.addEventListener("error", () => done(false));
    speech.speak(spoken);
  });
}

/* Be quiet, at once. */
export function hush() {
  if (canSpeak) speech.cancel();
}

/* Say one word, for word cards; tell whether the phone has a voice for it. */
export async function sayWord(word, lang, rate = 1) {
  const voice = await voiceFor(lang);
  if (!voice) return false;
  hush();
  await say(word, voice, rate);
  return true;
}

/* Cut a text into sentences: [[start, end], …]. */
export function sentences(text, lang) {
  if (window.Intl?.Segmenter) {
    const cut = new Intl.Segmenter(lang || undefined, { granularity: "sentence" }).segment(text);
    return [...cut].map((each) => [each.index, each.index + each.segment.length]);
  }
  return [...text.matchAll(/[^.!?؟۔።…]+[.!?؟۔።…]*\s*/gu)].map((each) => [each.index, each.index + each[0].length]);
}

if (canSpeak) {
  for (const end of ["pagehide", "leaving"]) addEventListener(end, hush); // the second is of the quick exit
  document.addEventListener("visibilitychange", () => { if (document.hidden) hush(); });
}
