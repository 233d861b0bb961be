// What eyes and hands meet on the page as it is shown now. Each function gives complaints; none is a pass.
window.eyes = (() => {
  const HAND = 48; // pixels, the height of whatever is pressed
  const CONTROLS = "a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex='0']";
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".sr, .skip");

  /** What scrolls sideways, and the widest thing on the page. */
  function sideways() {
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
  function small() {
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
    return [...document.querySelectorAll(CONTROLS)]
      .filter((element) => shown(element) && !inSentence(element) && !element.matches(".term > summary, .reference a"))
      .map((element) => [element, area(element)])
      .filter(([, box]) => box.width && (box.height < HAND - 0.5 || box.width < 24))
      .map(([element, box]) => `${Math.round(box.width)}×${Math.round(box.height)}: ${name(element)}`);
  }

  /** Whatever takes the keyboard without showing it, or under something that stays in its place. */
  function hidden_focus() {
    const found = [];
    for (const element of document.querySelectorAll(CONTROLS)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      const marked = [element, element.closest("label, .choice, .card")].some((each) => {
        const style = each && getComputedStyle(each);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      });
      if (!marked) found.push(`no outline: ${name(element)}`);
      if (element.matches("input[type=radio], input[type=checkbox]")) continue; // its card is what is seen
      const box = element.getBoundingClientRect();
      const points = [0.02, 0.5, 0.98].map((part) => [box.left + box.width * part, box.top + box.height / 2]);
      const covered = points.every(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return !top || !(element.contains(top) || top.contains(element));
      });
      if (covered) found.push(`out of sight: ${name(element)}`);
    }
    return found;
  }

  return { sideways, small, hidden_focus };
})();
