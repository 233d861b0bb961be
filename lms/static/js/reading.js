// Practise words, one card at a time. What she knows stays in this page's memory: nothing is sent and nothing is stored.
const cards = document.querySelector("template[data-practise]");

function practise(list) {
  const all = [...list.querySelectorAll("details.word")];
  const piece = cards.content.cloneNode(true);
  const find = (name) => piece.querySelector(name);
  const begin = find("[data-begin]");
  const room = find(".practise");
  const place = find(".practised");
  const around = list.closest("[lang]"); // cards that say no language of their own are in this one
  Object.assign(place, { lang: around.lang, dir: around.dir });
  const left = find("[data-left]");
  const done = find("[data-done]");
  const [turn, knows, again, stop] = ["turn", "knows", "again", "stop"].map((name) => find(`[data-${name}]`));
  let queue = [];
  let shown = null;

  function face(open) {
    if (shown) shown.open = open;
    turn.hidden = open || !shown;
    knows.hidden = again.hidden = !open || !shown;
  }

  function next() {
    const card = queue[0];
    shown = card ? card.cloneNode(true) : null;
    place.replaceChildren(...(shown ? [shown] : []));
    shown?.addEventListener("toggle", () => face(shown.open));
    left.querySelector("bdi").textContent = String(queue.length);
    left.hidden = !card;
    done.hidden = Boolean(card);
    face(false);
    (card ? turn : stop).focus();
  }

  begin.addEventListener("click", () => {
    queue = all.map((card) => ({ card, at: Math.random() })).sort((a, b) => a.at - b.at).map((each) => each.card);
    list.hidden = begin.hidden = true;
    room.hidden = false;
    next();
  });
  turn.addEventListener("click", () => { face(true); knows.focus(); });
  knows.addEventListener("click", () => { queue.shift(); next(); });
  again.addEventListener("click", () => { queue.push(queue.shift()); next(); });
  stop.addEventListener("click", () => {
    list.hidden = begin.hidden = false;
    room.hidden = true;
    place.replaceChildren();
    begin.focus();
  });
  list.before(piece);
}

if (cards) for (const list of document.querySelectorAll("[data-words]")) if (list.querySelector("details.word")) practise(list);

// A word that nobody has recorded is said by the phone, in the language in which it is learnt; the voice comes when she presses.
if (cards && window.speechSynthesis) {
  for (const place of document.querySelectorAll("[data-say]")) place.hidden = false;
  document.addEventListener("click", async (event) => {
    const place = event.target.closest("[data-say] button")?.closest("[data-say]");
    if (!place) return;
    const word = [...place.closest("details").querySelectorAll("summary dfn, summary .learnt")].at(-1);
    const said = await import("./voice.js").then((voice) => voice.sayWord(word.textContent, word.closest("[lang]").lang), () => false);
    place.querySelector("[role]").textContent = said ? "" : cards.dataset.mute;
  });
}

// Her own words under the questions to think about: what keeps them is fetched when she comes there.
const thoughts = document.querySelector("template[data-notes]") && document.querySelector(".is-reflection");
if (thoughts) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    watch.disconnect();
    import("./notes.js");
  }, { rootMargin: "600px" });
  watch.observe(thoughts);
}
