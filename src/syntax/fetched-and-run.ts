const FETCH = String.raw`\b(?:curl|wget)\b[^|;&\n]{0,500}`;
const SHELL = String.raw`(?:sudo\s{1,9}(?:-\S{1,20}\s{1,9}){0,5})?(?:/\S{1,40}/)?(?:ba|z|da|k)?sh\b`;
const WAYS = [
  new RegExp(String.raw`${FETCH}\|\s{0,9}${SHELL}`),
  new RegExp(String.raw`\b(?:ba|z|da|k)?sh\b[^|;&\n]{0,100}(?:<\(|\$\(|\x60)\s{0,9}${FETCH}`),
];

/** Where a command of a shell runs what an address serves, before anybody has compared it with anything (`curl … | sh`); null where it does not. */
export function fetchedAndRun(command: string): string | null {
  return WAYS.map((way) => way.exec(command)?.[0]).find((found) => found !== undefined) ?? null;
}
