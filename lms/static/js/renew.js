// A part of a page that is drawn anew by itself: the code in the doorway, the names on the tablet. Without script the page loads anew.
const RETRY = 5;

async function renew(part) {
  const at = part.dataset.renewAt ?? location.href;
  try {
    const answer = await fetch(at, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (answer.status >= 500) throw new Error("not now");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-renew]");
    if (!fresh) {
      location.replace(at); // it is closed by now, or over, or nobody is signed in any more
      return;
    }
    part.replaceWith(fresh);
    plan(fresh);
  } catch {
    part.toggleAttribute("data-lost", true);
    part.querySelector("[data-renew-lost]")?.removeAttribute("hidden");
    setTimeout(renew, RETRY * 1000, part);
  }
}

function plan(part) {
  setTimeout(renew, (Number(part.dataset.renew) || 60) * 1000, part);
}

for (const part of document.querySelectorAll("[data-renew]")) plan(part);
