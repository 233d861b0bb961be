// The PIN of what must not be seen: reading it from the box, and saying what is wrong with one.
const LEAST = 6;

/* Give the digits that were typed; those of Arabic and Persian keyboards are the same numbers. */
export function digits(text) {
  return [...text].map((sign) => {
    const code = sign.codePointAt(0);
    for (const zero of [0x660, 0x6f0]) if (code >= zero && code <= zero + 9) return String(code - zero);
    return sign;
  }).join("").replace(/\D/g, "");
}

/* Tell what is wrong with a new PIN: "short", "easy", or nothing. */
export function wrongWith(pin) {
  if (pin.length < LEAST) return "short";
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  return steps.size === 1 ? "easy" : ""; // all the same, or counting up or down
}
