// Reads a part of a module into the phone: record, listen, send.
import { recordIn } from "./recorder.js";

for (const form of document.querySelectorAll("form[data-recorder]")) recordIn(form);
