// How a phone asks the server about a roll. Whatever is not an answer of ours counts as none: a captive portal answers
// too, and a session that is over leads to signing in.
const PATIENCE = 20000; // milliseconds
const FRESH = 300000; // for so long a token is not asked again

async function ask(address, options = {}) {
  try {
    const response = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout?.(PATIENCE), ...options });
    if (response.type === "opaqueredirect") return { status: 0, elsewhere: true };
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    return { status: response.status, etag: response.headers.get("ETag"), data: json ? await response.json() : null };
  } catch {
    return null;
  }
}

/* `root` is the address of all evenings, in the language of the page. */
export function netFrom(root) {
  const marks = (session) => `${root}${session}/roll/marks/`;
  const etags = {};
  let kept = null;
  return {
    /* Give a token and who the phone is to us; one of a moment ago will do, unless `anew`. */
    async token(anew = false) {
      if (!anew && kept && Date.now() - kept.at < FRESH && kept.at <= Date.now()) return kept.data;
      kept = null;
      const came = await ask(`${root}token/`);
      if (came?.elsewhere) return { me: "", token: "" };
      if (came?.status !== 200 || came.data?.roll !== 1) return null;
      kept = { at: Date.now(), data: came.data };
      return came.data;
    },
    post(session, parcel, token) {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      return ask(marks(session), { method: "POST", headers, body: JSON.stringify(parcel) });
    },
    /* Give what stands now; null if nothing new came, "gone" if it is none of hers. */
    async stands(session) {
      const came = await ask(marks(session), { headers: etags[session] ? { "If-None-Match": etags[session] } : {} });
      if (came?.status === 404) return "gone";
      if (came?.status !== 200 || !Array.isArray(came.data?.stands)) return null;
      etags[session] = came.etag;
      return came.data;
    },
    /* Give what a phone keeps of an evening; "gone" if it is none of hers. */
    async kept(session) {
      const came = await ask(`${root}${session}/roll/kept/`);
      if (came?.status === 404) return "gone";
      return came?.status === 200 && came.data?.roll === 1 ? came.data : null;
    },
  };
}

/* Keep the pages of evenings and rolls at hand for when there is no network. */
export function keepPages(root) {
  return navigator.serviceWorker?.register("/sw.js", { scope: root }).catch(() => null);
}

/* Give this phone a name that its owner recognises. */
export function labelOfDevice() {
  const agent = navigator.userAgent;
  const system = ["iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux"].find((name) => agent.includes(name)) ?? "";
  const browser = [["Edg", "Edge"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]].find(([sign]) => agent.includes(sign))?.[1] ?? "";
  return [system, browser].filter(Boolean).join(" · ");
}
