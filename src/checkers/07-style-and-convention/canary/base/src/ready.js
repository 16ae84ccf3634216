export function isReady(value) {
  return Number.isFinite(value);
}
