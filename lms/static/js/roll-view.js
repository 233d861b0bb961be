// Draws the roll and keeps it up to date in place, so that focus and what a screen reader stands on stay where they are.

const CHOICES = ["present", "late", "left_early", "excused", "absent"];
const WHEN = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
const TIMED = ["late", "left_early"];
const THERE = ["present", ...TIMED];
const TONES = { saved: "success", writing: "warning", waiting: "warning", late: "danger", "signed-out": "danger", decide: "danger" };

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const fill = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_whole, name) => facts[name] ?? "");
const button = (kind, text, onclick, more = {}) => make("button", { type: "button", class: `button ${kind}`, onclick, ...more }, text);

export function drawRoll(place, roll) {
  const words = roll.words;
  const rows = new Map();
  const counts = make("strong");
  const pill = make("span", { class: "pill" });
  const help = make("p", { class: "roll-help" });
  const heard = make("p", { class: "sr", role: "status" });
  const back = button("secondary", words.undo, () => roll.takeBack());
  const everyone = button("wide", words.everyone, () => roll.everyone().then(() => say(words.everyone)));
  const decide = make("section", { class: "roll-decide flow", hidden: true, "aria-label": words.decide });
  const ask = make("div", { class: "roll-ask" });
  const list = make("ul", { class: "roll-list" });
  const guests = make("ul", { class: "roll-guests" });
  const app = make(
    "div",
    { class: "roll-app flow" },
    make("div", { class: "roll-bar" }, make("p", {}, counts), make("p", { role: "status" }, pill), back),
    help,
    heard,
    ask,
    decide,
    list,
    make("div", { class: "roll-foot" }, everyone),
    make("section", { class: "flow", "aria-label": words.walk_ins }, make("h2", {}, words.walk_ins), guests, walkInForm()),
  );
  for (const plain of place.querySelectorAll("[data-plain]")) plain.hidden = true;
  for (const woman of roll.kept.women) addRow(woman);
  place.append(app);
  askFirst();

  function say(text) {
    heard.textContent = text;
  }

  function isClosed() {
    const fresh = Boolean(place.dataset.kept);
    const why = roll.kept.open;
    return (fresh && ["cancelled", "too_early", "settled"].includes(why)) || (why === "too_late" && !roll.confirmed);
  }

  /* An evening of long ago is changed by whoever says once that she means it. */
  function askFirst() {
    const why = roll.kept.open;
    if (!why) return;
    const banner = make("div", { class: "banner warning" }, make("div", {}, make("p", {}, words.reasons[why])));
    if (why === "too_late") {
      banner.firstChild.append(button("secondary", words.mean_it, () => {
        roll.confirmed = true;
        ask.replaceChildren();
        update();
        list.querySelector("button")?.focus();
      }));
    }
    ask.replaceChildren(banner);
  }

  function addRow({ woman, name, said_no: saidNo }) {
    const word = make("span", { class: "word" });
    const cell = make("button", { type: "button", class: "cell", onclick: () => tap(woman) }, make("bdi", { class: "name" }, name), word);
    const panel = make("div", { class: "panel", id: `more-${woman}`, hidden: true, role: "group", "aria-label": name });
    const more = make(
      "button",
      { type: "button", class: "more", "aria-expanded": "false", "aria-controls": panel.id, onclick: () => toggle(woman) },
      make("span", { "aria-hidden": "true" }, "⋯"),
      make("span", { class: "sr" }, fill(words.more, { name })),
    );
    const item = make("li", {}, cell, more, panel);
    rows.set(woman, { name, saidNo, word, cell, panel, more, item });
    list.append(item);
  }

  function fillPanel(woman) {
    const { panel, cell } = rows.get(woman);
    const minutes = make("input", { type: "number", inputmode: "numeric", min: "0", max: "600", value: roll.marks.get(woman)?.minutes ?? "" });
    const choose = async (status) => {
      const missed = TIMED.includes(status) && minutes.value !== "" && minutes.validity.valid ? Number(minutes.value) : null;
      toggle(woman);
      cell.focus();
      await mark(woman, status, missed);
    };
    const buttons = CHOICES.map((status) => button("secondary", words.statuses[status], () => choose(status)));
    if (roll.marks.get(woman)?.status) buttons.push(button("quiet", words.take_back, () => choose("")));
    panel.replaceChildren(make("label", {}, words.minutes, minutes), make("div", { class: "row" }, ...buttons));
  }

  function toggle(woman) {
    const { panel, more } = rows.get(woman);
    panel.hidden = !panel.hidden;
    more.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) {
      fillPanel(woman);
      panel.querySelector(".button").focus();
    }
  }

  async function mark(woman, status, minutes = null) {
    await roll.mark(woman, status, minutes);
    say(`${rows.get(woman).name}: ${words.statuses[status] ?? words.not_marked}`);
  }

  /* One tap says that she is there; on a mark that stands it opens what else there is. */
  function tap(woman) {
    if (roll.marks.get(woman)?.status) toggle(woman);
    else mark(woman, "present");
  }

  function walkInForm() {
    const name = make("input", { type: "text", maxlength: "80", required: true, autocomplete: "off", dir: "auto" });
    const add = async (event) => {
      event.preventDefault();
      const typed = name.value.trim();
      if (!typed) return;
      name.value = "";
      await roll.cameIn(typed);
      say(typed);
    };
    return make("form", { class: "roll-came", onsubmit: add }, make("label", {}, words.her_name, name), make("button", { type: "submit", class: "button secondary" }, words.add));
  }

  function drawGuests() {
    const waiting = roll.mine.filter(({ body, state }) => body.kind === "walk-in" && state === "waiting");
    const known = (roll.walkIns ?? []).map(({ key, name }) => {
      const href = `${roll.root}${roll.id}/roll/came/${key}/`;
      return make("li", {}, make("bdi", {}, name), " ", make("a", { href }, words.who_is_she, make("span", { class: "sr" }, `: ${name}`)));
    });
    guests.replaceChildren(...known, ...waiting.map(({ body }) => make("li", {}, make("bdi", {}, body.name))));
  }

  const wordOf = (cell, saidNo) => {
    if (!cell?.status) return saidNo ? words.said_no : words.not_marked;
    const minutes = cell.minutes === null || cell.minutes === undefined ? "" : ` (${fill(words.min, { minutes: cell.minutes })})`;
    return words.statuses[cell.status] + minutes;
  };

  function drawDecisions() {
    const open = roll.mine.filter((entry) => entry.state === "decide");
    const elsewhere = [...new Set(roll.entries.filter((entry) => entry.session !== roll.id).map((entry) => entry.session))];
    const cards = open.map((entry) => {
      const name = rows.get(entry.body.woman)?.name ?? entry.body.name ?? "";
      const mine = wordOf(entry.body, false);
      const theirs = wordOf(entry.stands, false);
      const conflict = entry.reason === "conflict";
      const text = conflict ? fill(words.conflict, { name, mine, theirs }) : `${name} – ${mine}: ${words.reasons[entry.reason] ?? words.refused}`;
      const buttons = [button("secondary", conflict ? fill(words.keep, { mark: theirs }) : words.let_go, () => roll.settle(entry, false))];
      if (conflict) buttons.push(button("secondary", fill(words.change_to, { mark: mine }), () => roll.settle(entry, true)));
      if (entry.reason === "too_late") buttons.push(button("secondary", words.mean_it, () => roll.settle(entry, true)));
      return make("div", { class: "banner danger" }, make("div", {}, make("p", {}, text), make("div", { class: "row" }, ...buttons)));
    });
    for (const session of elsewhere) {
      cards.push(make("p", {}, make("a", { href: `${roll.root}${session}/roll/` }, words.elsewhere)));
    }
    decide.replaceChildren(...(cards.length ? [make("h2", {}, words.open_things), ...cards] : []));
    decide.hidden = !cards.length;
  }

  function drawSafety() {
    const { tone, waiting, decide: undecided, since } = roll.safety;
    pill.className = `pill ${TONES[tone]}`;
    const text = fill(words.safety[!roll.store.lasting && tone === "waiting" ? "writing" : tone], { count: waiting || undecided });
    if (pill.textContent !== text) pill.textContent = text;
    const parts = [];
    if (!roll.store.lasting) parts.push(words.keeps_nothing);
    if (since) parts.push(fill(words.since, { when: new Date(since).toLocaleString(document.documentElement.lang, WHEN) }));
    if (tone === "late" || since) parts.push(words.late_help);
    help.replaceChildren(parts.join(" "));
    if (tone === "signed-out") help.append(" ", make("a", { href: `${place.dataset.signIn}?next=${encodeURIComponent(location.pathname)}` }, words.sign_in));
    if (place.dataset.evening !== undefined && roll.state === "sent") help.append(" ", make("a", { href: location.pathname }, words.reload));
    help.hidden = !help.hasChildNodes();
  }

  function update() {
    const closed = isClosed();
    const marks = roll.marks;
    const tally = { there: 0, away: 0, open: 0 };
    for (const [woman, { saidNo, word, cell, more, item }] of rows) {
      const mark = marks.get(woman);
      tally[!mark?.status ? "open" : THERE.includes(mark.status) ? "there" : "away"] += 1;
      const text = wordOf(mark, saidNo);
      if (word.textContent !== text) word.textContent = text;
      item.dataset.status = mark?.status ?? "";
      cell.setAttribute("aria-pressed", String(THERE.includes(mark?.status)));
      cell.disabled = more.disabled = closed;
    }
    const text = fill(words.counts, tally);
    if (counts.textContent !== text) counts.textContent = text;
    back.disabled = !roll.undo.length;
    everyone.disabled = closed || !roll.kept.women.some(({ woman, said_no: saidNo }) => !saidNo && !marks.get(woman)?.status);
    drawGuests();
    drawDecisions();
    drawSafety();
    place.dataset.safe = roll.safety.tone;
  }

  const warn = (text) => app.prepend(make("div", { class: "banner danger", role: "alert" }, make("div", {}, make("p", {}, text))));

  return { update, fail: () => warn(words.not_kept), gone: () => app.replaceChildren(make("div", { class: "banner warning" }, make("div", {}, make("p", {}, words.gone)))) };
}
