// The clock of an evening, asked at moments before, during and after it.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";

const { stateAt } = await import(pathToFileURL(process.argv[2]));
const at = (clock) => Date.parse(`2027-01-12T${clock}:00+01:00`);
const steps = [
  { begins: at("17:00"), ends: at("17:20") },
  { begins: at("17:20"), ends: at("19:52") },
];

assert.deepEqual(stateAt(steps, at("12:00")), { state: "nothing", step: -1, left: 300 });
assert.deepEqual(stateAt(steps, at("16:59")), { state: "soon", step: -1, left: 1 });
assert.deepEqual(stateAt(steps, at("17:00")), { state: "runs", step: 0, left: 20 });
assert.deepEqual(stateAt(steps, at("17:20")), { state: "runs", step: 1, left: 152 });
assert.deepEqual(stateAt(steps, at("19:51") + 59000), { state: "runs", step: 1, left: 1 });
assert.equal(stateAt(steps, at("19:52")).state, "over");
assert.equal(stateAt(steps, at("19:52") + 24 * 3600000).state, "nothing");
assert.equal(stateAt([], at("18:00")).state, "nothing");
