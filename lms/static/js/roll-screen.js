// The roll on a wall: who has come, kept up to date. It shows first names and nothing else.
import { netFrom } from "./roll-net.js";

const THERE = ["present", "late", "left_early"];
const [, root, id] = /^(.*\/evenings\/)([0-9a-f-]{36})\//.exec(location.pathname) ?? [];
const net = id && netFrom(root);

async function look() {
  const answer = document.visibilityState === "visible" ? await net.stands(id) : null;
  for (const { woman, status } of answer?.stands ?? []) {
    const line = document.querySelector(`[data-woman="${CSS.escape(woman)}"]`);
    line?.toggleAttribute("data-there", THERE.includes(status));
    line?.querySelector(".word").toggleAttribute("hidden", !THERE.includes(status));
  }
}

if (net) setInterval(look, 10000);
