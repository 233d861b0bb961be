// A button that reads a text aloud, where the phone has a voice for it. Nothing sounds before it is pressed; pressing again stops.
import { canSpeak, hush, say, sentences, voiceFor } from "./voice.js";

async function prepare(button) {
  const text = document.getElementById(button.dataset.readAloud);
  const lang = text.lang || document.documentElement.lang;
  const voice = canSpeak ? await voiceFor(lang) : null;
  if (!voice) return; // somebody else's language would be read wrongly: better no button
  let reading = false;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (reading) {
      reading = false;
      hush();
      return;
    }
    reading = true;
    const words = text.innerText;
    for (const [start, end] of sentences(words, lang)) {
      if (!reading || !(await say(words.slice(start, end), voice))) break;
    }
    reading = false;
  });
}

for (const button of document.querySelectorAll("[data-read-aloud]")) prepare(button);
