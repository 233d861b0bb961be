// Reads a copy of lms/static/js/roll-queue.js (named in the arguments) and tries it with servers that behave badly.
import assert from "node:assert/strict";

const { flush, parcelsOf, readAnswer, safety, shownMarks, withHeard } = await import(process.argv[2]);

const entry = (number, more = {}) => ({ number, key: `k${number}`, session: "s", me: "her", state: "waiting", at: 0, body: { kind: "mark", woman: `w${number}`, status: "present", base: 0 }, ...more });

class Phone {
  constructor(count) { this.rows = Array.from({ length: count }, (_each, index) => entry(index + 1)); }
  async waiting() { return this.rows.filter((row) => row.state === "waiting"); }
  async device() { return "phone-one"; }
  async settle(settled, refused) {
    this.rows = this.rows.filter((row) => !settled.includes(row.number));
    for (const { number, reason } of refused) Object.assign(this.rows.find((row) => row.number === number), { state: "decide", reason });
  }
}

const server = (answer, me = "her") => ({ token: async () => ({ me, token: "t" }), post: async (_session, parcel) => answer(parcel) });
const takeAll = (parcel) => ({ status: 200, data: { results: parcel.marks.map(({ key }) => ({ key, stored: "applied", outcome: "applied" })), stands: [] } });

async function left(count, net) {
  const phone = new Phone(count);
  const { state } = await flush(phone, net, "");
  return [state, phone.rows.filter((row) => row.state === "waiting").length, phone.rows.filter((row) => row.state === "decide").length];
}

// A mark leaves only when the server names it.
assert.deepEqual(await left(250, server(takeAll)), ["sent", 0, 0]);
assert.deepEqual(await left(3, server(() => null)), ["offline", 3, 0]);
assert.deepEqual(await left(3, server(() => ({ status: 200, data: null }))), ["offline", 3, 0]);
assert.deepEqual(await left(3, server((parcel) => ({ status: 200, data: { results: takeAll(parcel).data.results.slice(1) } }))), ["offline", 3, 0]);
assert.deepEqual(await left(3, server(() => ({ status: 502, data: null }))), ["offline", 3, 0]);
assert.deepEqual(await left(3, server(() => ({ status: 403, data: null }))), ["signed-out", 3, 0]);
assert.deepEqual(await left(3, server(takeAll, "")), ["signed-out", 3, 0]);
assert.deepEqual(await left(3, server(takeAll, "somebody else")), ["sent", 3, 0]);
// What is refused waits for a person, and one bad mark does not hold the others.
assert.deepEqual(await left(3, server(() => ({ status: 404, data: null }))), ["sent", 0, 3]);
assert.deepEqual(await left(9, server((parcel) => (parcel.marks.some(({ key }) => key === "k5") ? { status: 400, data: {} } : takeAll(parcel)))), ["sent", 0, 1]);
assert.deepEqual(await left(9, server((parcel) => (parcel.marks.length > 2 ? { status: 413, data: {} } : takeAll(parcel)))), ["sent", 0, 0]);
let asked = 0;
const portal = { token: async () => (asked++ ? null : { me: "her", token: "t" }), post: async () => ({ status: 404, data: null }) };
assert.deepEqual(await left(2, portal), ["offline", 2, 0]);

// A token of a moment ago is asked again before a strange answer means anything, and not after everything is settled.
let fresh = 0;
const counting = (answer) => ({ token: async (anew) => { fresh += anew ? 1 : 0; return { me: "her", token: anew ? "new" : "old" }; }, post: async (_session, parcel, token) => answer(parcel, token) });
assert.deepEqual(await left(3, counting(takeAll)), ["sent", 0, 0]);
assert.equal(fresh, 0);
assert.deepEqual(await left(3, counting((parcel, token) => (token === "old" ? { status: 403, data: null } : takeAll(parcel)))), ["sent", 0, 0]);
assert.equal(fresh, 1);
assert.deepEqual(await left(0, counting(takeAll)), ["sent", 0, 0]);
assert.equal(fresh, 2); // nothing waits: is the server there at all?

// What an answer says of some women joins what was known of all; an older version does not.
const joined = withHeard([{ woman: "a", status: "absent", revision: 3 }, { woman: "b", status: "present", revision: 1 }], [{ woman: "a", status: "late", revision: 2 }, { woman: "c", status: "late", revision: 1 }]);
assert.deepEqual(joined.map(({ woman, status }) => woman + status), ["aabsent", "bpresent", "clate"]);

// Evenings go apart and in order.
const mixed = [entry(3, { session: "b" }), entry(1), entry(2, { session: "b" }), entry(4)];
assert.deepEqual(parcelsOf(mixed).map((parcel) => parcel.entries.map(({ number }) => number)), [[1, 4], [2, 3]]);
assert.equal(readAnswer(200, { results: [{ key: "k1", outcome: "repeated", stored: "refused", reason: "conflict" }] }, { entries: [entry(1)] }).refused[0].reason, "conflict");

// The screen: "everyone else" covers nobody who has a mark; red after a day, whichever way the clock went.
const shown = shownMarks([{ woman: "w1", status: "excused" }], [entry(1, { body: { woman: "w1", status: "present", fill: true } }), entry(2)]);
assert.deepEqual([shown.get("w1").status, shown.get("w2").status], ["excused", "present"]);
assert.deepEqual([0, 25, -25].map((hours) => safety([entry(1)], "", hours * 3600_000).tone), ["waiting", "late", "late"]);
assert.equal(safety([], "offline", 0).tone, "saved");
// From the second day on it says since when, also before a whole day is over.
const evening = new Date(2026, 2, 24, 18).getTime();
assert.deepEqual([4, 14, 30].map((hours) => safety([entry(1, { at: evening })], "", evening + hours * 3600_000).since), [null, evening, evening]);
