/**
 * What listens to uvu: it has neither reporters nor events, so the few statements of its one module that decide about a test are told to say
 * so. Where one of them is not as it has been since version 0.4, nothing is heard, and there is no report. Loaded as a module this takes Node 22.15.
 */
export const UVU_HOOK = `const Module = require('node:module');
const FILE = /[\\\\/]uvu[\\\\/]dist[\\\\/]index\\.m?js$/;
const KEY = 'jidoka ' + process.hrtime.bigint();
const HEAR = 'globalThis[Symbol.for(' + JSON.stringify(KEY) + ')]';
const CHANGES = [
  ['=> (name, handler) => ctx[key].push({ name, handler })', '=> (name, handler) => ctx[key].push({ name, handler, from: HEAR.declared() })'],
  ['test.skip = () => { ctx.skips++ }', 'test.skip = (title) => { HEAR.skipped(title); ctx.skips++ }'],
  ["let num=0, errors='', total=arr.length;", "let num=0, errors='', total=arr.length; HEAR.started(arr, tests);"],
  ['write(PASS);', 'HEAR.passed(test); write(PASS);'],
  ['errors += format(test.name, err, name);', 'HEAR.failed(test, err); errors += format(test.name, err, name);'],
  ['const test = suite();', 'const test = suite(); globalThis.UVU_SUITE ??= suite;'],
];
const changed = (text) => {
  if (CHANGES.some(([from]) => text.split(from).length !== 2)) return null;
  return CHANGES.reduce((now, [from, to]) => now.split(from).join(to.replaceAll('HEAR', HEAR)), text);
};
const listen = (path) => {
  const write = begin(path);
  write({ event: 'begin' });
  const waiting = new Set();
  let hasFailed = false;
  const tell = ({ name, from }, status, error) => {
    const isError = typeof error === 'object' && error !== null;
    const stack = isError && typeof error.stack === 'string' ? clip(error.stack) : null;
    const failure = status === 'failed' ? { message: textOf(isError ? error.message : error), stack } : null;
    write({ event: 'test', name: [textOf(name)], file: from ?? null, status, durationMs: null, failure });
  };
  process.on('exit', () => {
    // A hook in front of them that fails is passed over by uvu; where it stops at the first failure, the rest does not run.
    if (!hasFailed) for (const test of waiting) tell(test, 'failed', 'it did not run');
    write({ event: 'end' });
  });
  const hear = {
    declared: callerFile,
    skipped: (name) => tell({ name, from: callerFile() }, 'skipped'),
    started(chosen, all) {
      for (const test of chosen) waiting.add(test);
      for (const test of all) if (!waiting.has(test)) tell(test, 'skipped');
    },
    passed(test) {
      if (waiting.delete(test)) tell(test, 'passed');
    },
    failed(test, error) {
      hasFailed = true;
      waiting.delete(test);
      tell(test, 'failed', error);
    },
  };
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: Object.freeze(hear) });
};
let isHeard = false;
const heard = (path, text) => {
  const now = changed(text);
  if (now === null) return text;
  // As a module and as CommonJS in one process: they share what is to run.
  if (!isHeard) listen(path);
  isHeard = true;
  return now;
};
if (isMainThread) {
  if (plan.plant !== null && startsOwn(/[\\\\/]uvu[\\\\/]bin\\.js$/)) plantTests(plan.plant);
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (text, file, ...rest) {
    return compile.call(this, FILE.test(file) && file.endsWith('.js') ? heard(file, text) : text, file, ...rest);
  };
  Module.registerHooks?.({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.startsWith('file:') || !url.endsWith('.mjs') || !FILE.test(fileURLToPath(url))) return loaded;
      return { ...loaded, source: heard(fileURLToPath(url), String(loaded.source)) };
    },
  });
}
`;
