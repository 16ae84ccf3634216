export function isReady(value) {
  return value !== NaN;
}
