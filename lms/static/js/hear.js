// Shows the way to listening where there is something to hear. The player comes when she presses, and not before.
const hear = document.querySelector("[data-hear]");
const start = hear?.querySelector("[data-hear-start]");

if (hear && (window.speechSynthesis || hear.querySelector("audio"))) {
  start.closest("[hidden]").hidden = false;
  start.addEventListener("click", async () => {
    // iPhones let a page speak later only if it has spoken, however little, while she pressed.
    if (window.speechSynthesis) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
    start.disabled = true;
    try {
      const { listen } = await import("./player.js");
      listen(hear);
    } catch {
      hear.querySelector("[data-said]").textContent = hear.dataset.broken; // no network
    }
    start.disabled = false;
  });
}

// What belongs to words and questions further down is fetched when she comes near them, and not before.
const near = document.querySelector("[data-near]");
if (near) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    watch.disconnect();
    import(near.dataset.near);
  }, { rootMargin: "400px" });
  for (const part of document.querySelectorAll(".is-words, .is-reflection")) watch.observe(part);
}
