// Draws what this phone keeps: the list, and one text to read.
const CHUNK = 0x8000;

const language = document.documentElement.lang;
const kilobytes = (bytes) => {
  const large = bytes >= 1000000;
  const format = { style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: large ? 1 : 0 };
  return new Intl.NumberFormat(language, format).format(large ? bytes / 1000000 : Math.max(1, Math.round(bytes / 1000)));
};
const day = (at) => new Intl.DateTimeFormat(language, { day: "numeric", month: "long" }).format(at);

/* Say something on top of the page. */
export function say(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

/* A picture or sound as an address that holds it, so that nothing of it is laid on the disk. */
function inline(type, buffer) {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return `data:${type};base64,${btoa(text)}`;
}

/* `shelf` is what phone-page.js keeps in hand. */
export function draw(shelf, packs) {
  const { find, words } = shelf;
  const list = find("list");
  const shown = packs.filter(({ facts }) => facts);
  list.replaceChildren(...shown.map((pack) => line(pack)));
  find("empty").hidden = packs.length > 0;
  find("kept-part").hidden = !shown.length;
  find("locked-part").hidden = !packs.some(({ facts, locked }) => locked && !facts);
  find("forget-part").hidden = !packs.length;
  find("total").textContent = `${words.together} ${kilobytes(packs.reduce((sum, { size }) => sum + size, 0))}`;
  navigator.storage?.persisted?.().then((safe) => { find("unsafe").hidden = safe; });

  function line(pack) {
    const { facts } = pack;
    const item = find("line").content.firstElementChild.cloneNode(true);
    const number = facts.number === null ? "" : `${words.module} ${facts.number}: `;
    item.querySelector("[data-name]").textContent = number + facts.name;
    const with_sound = facts.parts.some(({ kind }) => kind === "sound") ? [words.withSound] : [];
    item.querySelector("[data-facts]").textContent = [facts.language_name, kilobytes(pack.size), ...with_sound, `${words.keptOn} ${day(facts.at)}`].join(" · ");
    item.querySelector("[data-open]").addEventListener("click", () => read(pack).catch(() => shelf.lost(pack)));
    const remove = item.querySelector("[data-remove]");
    remove.addEventListener("click", () => {
      if (remove.dataset.asked) shelf.remove(pack.id);
      else Object.assign(remove, { textContent: words.sure }).dataset.asked = "yes";
    });
    return item;
  }

  async function read({ facts, locked }) {
    const key = locked ? shelf.key : null;
    const bytes = (part) => shelf.phone.part(part.row, key);
    const text = await bytes(facts.parts.find(({ kind }) => kind === "text"));
    const page = new DOMParser().parseFromString(new TextDecoder().decode(text), "text/html");
    for (const place of page.querySelectorAll("[data-part]")) {
      const part = facts.parts.find(({ hash }) => hash === place.dataset.part);
      if (part) place.setAttribute("src", inline(part.type, await bytes(part)));
      else place.replaceWith(Object.assign(page.createElement("p"), { className: "muted small", textContent: words.noSound, lang: language }));
    }
    if (locked && !shelf.key) return; // she has looked away meanwhile
    find("text").replaceChildren(...page.body.childNodes);
    find("as-of").textContent = `${words.keptOn} ${day(facts.at)}`;
    find("shelf").hidden = true;
    find("reader").hidden = false;
    history.pushState({ reads: true }, "");
    scrollTo(0, 0);
    find("close").focus();
  }

  function close() {
    find("text").replaceChildren();
    find("reader").hidden = true;
    find("shelf").hidden = false;
  }

  find("close").onclick = () => history.back();
  window.onpopstate = close;

  return {
    close,
    /* Show what else of her course she could keep. */
    offer(course) {
      const had = new Set(shown.map(({ facts }) => facts.address));
      const lines = course.filter(({ address }) => !had.has(`${address}pack/`)).map(({ number, name, address }) => {
        const item = document.createElement("li");
        const link = Object.assign(document.createElement("a"), { href: address, textContent: name });
        item.append(Object.assign(document.createElement("bdi"), { textContent: number ?? "", className: "muted" }), " ", link);
        return item;
      });
      find("course").replaceChildren(...lines);
      find("more").hidden = !lines.length;
    },
  };
}
