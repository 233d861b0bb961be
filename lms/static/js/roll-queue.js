// What a phone does with marks that wait: in which parcels they go, what an answer settles, what a person must decide.
// Knows neither the page nor the database of the browser; tests/node/roll_queue.js runs it alone.

const AT_ONCE = 100;
const LATE = 24 * 3600 * 1000; // milliseconds after which waiting is said in red

/* Give the marks that wait as parcels: in their order, one evening each, and an old evening apart that she means. */
export function parcelsOf(entries, most = AT_ONCE) {
  const parcels = [];
  for (const entry of [...entries].sort((one, other) => one.number - other.number)) {
    const confirmed = Boolean(entry.body.confirmed);
    const last = parcels.findLast((parcel) => parcel.session === entry.session);
    if (last && last.confirmed === confirmed && last.entries.length < most) last.entries.push(entry);
    else parcels.push({ session: entry.session, confirmed, entries: [entry] });
  }
  return parcels;
}

/* Give a parcel as it is sent. */
function asSent(parcel, device, label) {
  const marks = [];
  const walkIns = [];
  for (const { key, number, at, body } of parcel.entries) {
    const common = { key, number, at: new Date(at).toISOString() };
    if (body.kind === "walk-in") walkIns.push({ ...common, name: body.name });
    else marks.push({ ...common, woman: body.woman, status: body.status, minutes: body.minutes ?? null, base: body.base, fill: Boolean(body.fill) });
  }
  return { device, label, confirmed: parcel.confirmed, marks, walk_ins: walkIns };
}

/* Say what an answer is. Only an answer of ours settles anything: it names every mark that was sent. */
export function readAnswer(status, data, parcel) {
  if (status === 200) {
    const known = new Map((Array.isArray(data?.results) ? data.results : []).map((result) => [result.key, result]));
    const whole = parcel.entries.every(({ key }) => ["applied", "refused"].includes(known.get(key)?.stored));
    if (!whole) return { kind: "not-ours" };
    const settled = [];
    const refused = [];
    const stands = [];
    for (const entry of parcel.entries) {
      const result = known.get(entry.key);
      if (result.revision) stands.push({ woman: entry.body.woman, status: result.status, minutes: result.minutes, revision: result.revision });
      if (result.stored === "applied") settled.push(entry.number);
      else refused.push({ number: entry.number, reason: result.reason, stands: { status: result.status, minutes: result.minutes, revision: result.revision } });
    }
    return { kind: "answer", settled, refused, stands, walkIns: data.walk_ins };
  }
  if ([400, 413].includes(status)) return parcel.entries.length > 1 ? { kind: "smaller" } : refuseAll(parcel, "unreadable");
  if ([404, 409, 410].includes(status)) return refuseAll(parcel, "gone");
  return { kind: status === 403 ? "token" : "later" };
}

function refuseAll(parcel, reason) {
  return { kind: "answer", settled: [], refused: parcel.entries.map(({ number }) => ({ number, reason })) };
}

/* Give what is known to stand, with what an answer says of the women it was about: a later version holds. */
export function withHeard(stands, heard) {
  const known = new Map(stands.map((each) => [each.woman, each]));
  for (const each of heard) if ((known.get(each.woman)?.revision ?? 0) <= each.revision) known.set(each.woman, each);
  return [...known.values()];
}

/* Send what waits, until all of it is settled or the server cannot be reached.
   `net.token(anew)` gives {token, me} or null; it may be one of a moment ago unless `anew` is asked. Whatever is not a
   plain answer of ours is asked again with a fresh one, so that no stranger's answer settles anything.
   `net.post(session, parcel, token)` gives {status, data} or null where no answer came.
   `heard(session, answer)` is told what stands now. Gives {state: "sent" | "offline" | "signed-out", settled: how many}. */
export async function flush(store, net, label, heard = async () => {}) {
  let settled = 0;
  let most = AT_ONCE;
  let anew = false;
  for (;;) {
    const all = await store.waiting();
    if (settled && !all.length) return { state: "sent", settled };
    const session = await net.token(anew || !all.length);
    if (!session) return { state: "offline", settled };
    if (!session.me) return { state: "signed-out", settled };
    const waiting = all.filter((entry) => entry.me === session.me);
    if (!waiting.length) return { state: "sent", settled };
    const [parcel] = parcelsOf(waiting, most);
    const came = await net.post(parcel.session, asSent(parcel, await store.device(), label), session.token);
    if (!came) return { state: "offline", settled };
    const answer = readAnswer(came.status, came.data, parcel);
    if (answer.kind === "smaller") {
      most = Math.max(1, Math.floor(parcel.entries.length / 2));
    } else if (answer.kind !== "answer") {
      if (anew) return { state: answer.kind === "token" ? "signed-out" : "offline", settled };
      anew = true;
    } else {
      // A refusal of everything may come from a stranger too: settle it only if the server still answers as ours.
      if (came.status !== 200 && !(await net.token(true))?.me) return { state: "offline", settled };
      if (answer.stands) await heard(parcel.session, answer); // shown first: nothing vanishes in between
      await store.settle(answer.settled, answer.refused);
      settled += parcel.entries.length;
      anew = false;
    }
  }
}

/* Give what the screen shows for each woman: what stands on the server, and over it what waits here. */
export function shownMarks(stands, entries) {
  const shown = new Map(stands.map((each) => [each.woman, { ...each }]));
  const inOrder = [...entries].sort((one, other) => (one.number === other.number ? 0 : one.number - other.number));
  for (const { body, state } of inOrder) {
    if (body.kind === "walk-in" || state !== "waiting") continue;
    const cell = shown.get(body.woman) ?? { woman: body.woman, status: "", minutes: null, revision: 0 };
    if (body.fill && cell.status) continue;
    shown.set(body.woman, { ...cell, status: body.status, minutes: body.minutes ?? null });
  }
  return shown;
}

/* Say how safe the marks are: "saved", "waiting", "late", "signed-out" or "decide"; and since when they wait, from the
   second day on. */
export function safety(entries, state, now) {
  const waiting = entries.filter((entry) => entry.state === "waiting");
  const decide = entries.length - waiting.length;
  const oldest = Math.min(...waiting.map((entry) => entry.at));
  if (!waiting.length) return { tone: decide ? "decide" : "saved", waiting: 0, decide };
  const late = Math.abs(now - oldest) > LATE;
  const since = new Date(oldest).toDateString() === new Date(now).toDateString() ? null : oldest;
  return { tone: late ? "late" : state === "signed-out" ? "signed-out" : "waiting", waiting: waiting.length, decide, since };
}
