export function sign(x) {
  return x < 0 ? -1 : 1;
}
