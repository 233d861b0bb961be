// A button that reads a text aloud, where the browser can. Nothing sounds before it is pressed; pressing again stops.
const speech = window.speechSynthesis;

function read(text) {
  const spoken = new SpeechSynthesisUtterance(text.innerText);
  spoken.lang = text.lang || document.documentElement.lang;
  const voice = speech.getVoices().find((each) => each.lang.toLowerCase().startsWith(spoken.lang.slice(0, 2).toLowerCase()));
  if (voice) spoken.voice = voice;
  return spoken;
}

if (speech && "SpeechSynthesisUtterance" in window) {
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    const text = document.getElementById(button.dataset.readAloud);
    button.hidden = false;
    button.addEventListener("click", () => {
      if (speech.speaking) {
        speech.cancel();
        return;
      }
      speech.speak(read(text));
    });
  }
  window.addEventListener("pagehide", () => speech.cancel());
}
