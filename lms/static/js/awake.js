/* Keeps the screen lit while she listens or reads aloud: a phone that locks itself hides the page, and then all stops. */
export function keepAwake() {
  const asked = navigator.wakeLock?.request("screen").catch(() => null); // not on old phones, nor on those that save power
  return () => asked?.then((lock) => lock?.release());
}
