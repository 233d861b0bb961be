"""What tests teach the browser of a phone."""

A_VOICE = """window.spoken = [];
window.hushed = 0;
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; this.lang = ""; }
};
const voices = [false, true].flatMap(localService => ["nb-NO", "ar-SA"].map(lang => (
  { lang, name: lang, voiceURI: lang, localService, default: !localService })));
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  speaking: false, pending: false, paused: false, getVoices: () => voices,
  speak: words => { if (words.text) { window.spoken.push([words.lang, words.text]); window.saying = words; } },
  cancel: () => { window.hushed += 1; }, pause: () => {}, resume: () => {},
}) });"""
"""A phone with two voices, and two of somebody else's computer. It says nothing aloud, and remembers what it was
asked to say, and to stop."""

SAID = "window.saying.dispatchEvent(new Event('end'))"
"""Let that phone have said the last of it."""

HIDE = """Object.defineProperty(document, 'hidden', {get: () => true});
document.dispatchEvent(new Event('visibilitychange'))"""
"""Put the phone away."""
