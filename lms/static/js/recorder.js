/* Records a voice in a form and sends it along: record, listen, send. Who is heard, and where it goes, is the form's. */
import { keepAwake } from "./awake.js";

const KINDS = ["audio/webm;codecs=opus", "audio/mp4"];
const ENDS = { "audio/webm": "webm", "audio/mp4": "m4a" };

/* Let a form record where the browser can; the fields it needs bear data-voice, -speak, -stop, -forget, -heard, -said and
   -problem, the sentences stand on the form. */
export function recordIn(form) {
  const kind = window.MediaRecorder && navigator.mediaDevices ? KINDS.find((each) => MediaRecorder.isTypeSupported(each)) : null;
  if (!kind) return;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const words = form.dataset;
  let voice = null;
  let recorder = null;
  let clock = 0;
  let asking = false; // the phone asks her whether this page may hear her

  function show(which) {
    find("speak").hidden = which !== "speak";
    find("stop").hidden = which !== "stop";
    find("forget").hidden = which !== "forget";
    find("heard").hidden = which !== "forget";
  }

  function say(text) { find("said").textContent = text; }

  async function speak() {
    if (asking) return; // two taps would open two ears, and one would never be closed
    asking = true;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say(words.closedEar);
      return;
    } finally {
      asking = false;
    }
    const letSleep = keepAwake();
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 24000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(clock);
      letSleep();
      for (const track of stream.getTracks()) track.stop();
      const type = kind.split(";")[0];
      voice = new File(pieces, `voice.${ENDS[type]}`, { type });
      find("heard").src = URL.createObjectURL(voice);
      say(words.kept);
      show("forget");
    });
    recorder.start();
    show("stop");
    find("stop").focus();
    let left = Number(words.seconds);
    const tick = () => {
      say(words.left.replace("{left}", left));
      if (left <= 0 && recorder.state === "recording") recorder.stop();
      left -= 1;
    };
    tick();
    clock = setInterval(tick, 1000);
  }

  function forget() {
    URL.revokeObjectURL(find("heard").src);
    find("heard").removeAttribute("src");
    voice = null;
    say("");
    show("speak");
  }

  async function send(event) {
    const speaking = recorder?.state === "recording";
    if (!voice && !speaking) return;
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true; // a second tap would send the form as it stands, without what she has said
    if (speaking) {
      await new Promise((done) => { recorder.addEventListener("stop", done, { once: true }); recorder.stop(); });
    }
    const problem = find("problem");
    problem.hidden = true;
    say(words.wait);
    const body = new FormData(form);
    body.set("recording", voice, voice.name);
    let said = words.broken;
    try {
      const answer = await fetch(location.pathname, { method: "POST", headers: { Accept: "application/json" }, body });
      const told = await answer.json();
      if (answer.ok) {
        location.assign(told.next);
        return;
      }
      said = told.problems.join(" ");
    } catch {
      // No network, or a page of somebody else's: what was spoken stays here.
    }
    button.disabled = false;
    say(words.kept);
    problem.textContent = said;
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  }

  find("voice").hidden = false;
  find("speak").addEventListener("click", speak);
  find("stop").addEventListener("click", () => recorder.stop());
  find("forget").addEventListener("click", forget);
  form.addEventListener("submit", send);
  document.addEventListener("visibilitychange", () => { // put away, the phone hears nobody
    if (document.hidden && recorder?.state === "recording") recorder.stop();
  });
}
