// What was found comes onto the page that asked: a browser writes what a form has sent to the disk with the history of its
// tab. Without this file the form is sent as any other.
async function ask(event) {
  const form = event.target;
  if (!form.matches("form.search, form.meant")) return;
  event.preventDefault();
  try {
    const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), cache: "no-store" };
    const answer = await fetch(location.pathname, sent);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".page");
    document.querySelector(".page").replaceWith(page);
    const found = page.querySelector(".results") ?? page.querySelector("input");
    if (found.matches(".results")) found.tabIndex = -1;
    found.focus({ preventScroll: found.matches(".results") }); // the box stays in sight above it
  } catch {
    form.submit(); // the browser says what is wrong
  }
}
document.addEventListener("submit", ask);
