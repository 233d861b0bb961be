// Practise words: one card at a time. What she knows stays in this page's memory: nothing is sent and nothing is stored.
const words = document.querySelector("template[data-practise]");

function practise(list) {
  const cards = [...list.querySelectorAll("details.word")];
  const piece = words.content.cloneNode(true);
  const find = (name) => piece.querySelector(name);
  const begin = find("[data-begin]");
  const room = find(".practise");
  const place = find(".practised");
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
    queue = cards.map((card) => ({ card, at: Math.random() })).sort((a, b) => a.at - b.at).map((each) => each.card);
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

if (words) for (const list of document.querySelectorAll("[data-words]")) if (list.querySelector("details.word")) practise(list);
