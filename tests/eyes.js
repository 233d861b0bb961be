// What eyes and hands meet on the page as it is shown now. Each function gives complaints; none is a pass.
window.eyes = (() => {
  const HAND = 48; // pixels, the height of whatever is pressed
  const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex='0']";
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, .skip");

  /** What scrolls sideways, and the widest thing on the page. */
  function sideways() {
    // What is laid out only near the screen cuts off what is too wide, instead of widening the page
    for (const part of document.querySelectorAll(".part, .own-part")) part.style.contentVisibility = "visible";
    const root = document.documentElement;
    const over = root.scrollWidth - root.clientWidth;
    if (over <= 0) return [];
    const rtl = getComputedStyle(root).direction === "rtl";
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && (rtl ? box.left < -1 : box.right > root.clientWidth + 1);
    });
    return [`${over} px too wide: ${out.slice(-2).map(name).join(" | ")}`];
  }

  /** Whatever is pressed that a thumb may miss. A link inside a sentence is as high as its line. */
  function small(part = document) {
    const area = (element) => {
      const whole = element.closest("label, .choice, .card") || element;
      return whole.getBoundingClientRect();
    };
    const inSentence = (element) =>
      element.matches("a") &&
      getComputedStyle(element).display === "inline" &&
      [...(element.closest("p, li, dd, td, blockquote, figcaption") || element).childNodes].some(
        (node) => node !== element && !node.contains(element) && node.textContent.trim(),
      );
    return [...part.querySelectorAll(CONTROLS)]
      .filter((element) => shown(element) && !inSentence(element) && !element.matches(".term > summary, .reference a"))
      .map((element) => [element, area(element)])
      .filter(([, box]) => box.width && (box.height < HAND - 0.5 || box.width < 24))
      .map(([element, box]) => `${Math.round(box.width)}×${Math.round(box.height)}: ${name(element)}`);
  }

  /** How far two colours are apart, 1 to 21; 21 where one is not plain. */
  function contrast(one, other) {
    const [darker, lighter] = [one, other].map(luminance).sort((a, b) => a - b);
    return Number.isNaN(darker + lighter) ? 21 : (lighter + 0.05) / (darker + 0.05);
  }

  function luminance(colour) {
    const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1) ?? [NaN, NaN, NaN];
    const [red, green, blue] = parts.map((part) => part / 255).map((p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  /** The colour of an outline and that of what it lies on: beside the element, or on it where it is drawn inside. */
  function colours_of_outline(element) {
    const style = getComputedStyle(element);
    let ground = parseFloat(style.outlineOffset) < 0 ? element : element.parentElement;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    return [style.outlineColor, ground ? getComputedStyle(ground).backgroundColor : "none"];
  }

  /** Whatever takes the keyboard without showing it, or under something that stays in its place. */
  function hidden_focus(part = document) {
    const found = [];
    for (const element of part.querySelectorAll(CONTROLS)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const marked = [element, element.closest("label, .choice, .card")].find((each) => {
        const style = each && getComputedStyle(each);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      });
      if (!marked) found.push(`no outline: ${name(element)}`);
      else if (contrast(...colours_of_outline(marked)) < 3) found.push(`outline hardly seen: ${name(element)}`);
      if (element.matches("input[type=radio], input[type=checkbox]")) continue; // its card is what is seen
      const box = element.getBoundingClientRect();
      // A browser brings the line one writes on into sight, not the whole of a tall box
      const rows = box.height > 96 ? [0.1, 0.5, 0.9] : [0.5];
      const points = rows.flatMap((row) =>
        [0.02, 0.5, 0.98].map((part) => [box.left + box.width * part, box.top + box.height * row]),
      );
      const covered = points.every(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return !top || !(element.contains(top) || top.contains(element));
      });
      if (covered) found.push(`out of sight: ${name(element)}`);
    }
    return found;
  }

  const isFolded = (element) => !element.open && element.checkVisibility();

  /** What is wrong inside whatever is folded: each is opened alone, as a hand would, and shut again. */
  function folded(part = document) {
    const found = [];
    for (const each of [...part.querySelectorAll("details")].filter(isFolded)) {
      each.open = true;
      found.push(...sideways(), ...small(each), ...hidden_focus(each), ...folded(each));
      each.open = false;
    }
    return found;
  }

  /** Open all that is folded; `fold` shuts it again. */
  function unfold() {
    for (const each of document.querySelectorAll("details:not([open])")) {
      each.open = true;
      each.dataset.unfolded = "";
    }
  }

  function fold() {
    for (const each of document.querySelectorAll("details[data-unfolded]")) each.open = false;
  }

  /** Text beyond the edge of the page or of its box, where nobody can scroll to it; and words torn into letters. */
  function unreadable() {
    const width = document.documentElement.clientWidth;
    const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const clips = (element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!texts.currentNode.data.trim() || !shown(element) || element.closest("svg, script, style, template")) continue;
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const box = range.getBoundingClientRect();
      let [start, end] = [0, width];
      for (let around = element; around && around !== document.body; around = around.parentElement) {
        if (scrolls(around)) [start, end] = [-Infinity, Infinity];
        else if (clips(around)) {
          const edge = around.getBoundingClientRect();
          if (edge.width <= 1) [start, end] = [-Infinity, Infinity]; // it is for the ear
          else [start, end] = [Math.max(start, edge.left), Math.min(end, edge.right)];
        }
      }
      if (box.width && (box.left < start - 1 || box.right > end + 1))
        found.push(`cut off at ${Math.round(box.left)}–${Math.round(box.right)}: ${name(element)}`);
      const words = texts.currentNode.data.trim().split(/\s+/);
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
      if (box.width > 1 && lines > words.length && words.join("").length / lines < 2.5)
        found.push(`torn into ${lines} lines: ${name(element)}`);
    }
    return found;
  }

  /** What the page says, to the eye and to the ear, with all that is folded. */
  function said() {
    unfold();
    const named = [...document.querySelectorAll("[aria-label], [alt], [title], [placeholder]")].filter(shown);
    const names = named.flatMap((each) => ["aria-label", "alt", "title", "placeholder"].map((at) => each.getAttribute(at)));
    return [document.title, document.body.innerText, ...names].join("\n");
  }

  // What is laid out when one comes near it is laid out now: until then its colours are those of the light before
  for (const each of document.querySelectorAll("body *"))
    if (getComputedStyle(each).contentVisibility === "auto") each.style.contentVisibility = "visible";

  return { said, sideways, small, hidden_focus, folded, unfold, fold, unreadable };
})();
