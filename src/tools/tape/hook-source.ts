/**
 * What listens to tape: to each of its tests, in the process that runs them, where they are handed to what prints their results. Of what is
 * printed nothing is read, as tests print there too.
 */
export const TAPE_HOOK = `const Module = require('node:module');
const { inspect } = require('node:util');
const shown = (value) => clip(inspect(value, { depth: 4, breakLength: 100 }));
const failureOf = ({ name, operator, expected, actual, error, file, line }) => {
  const compared = ['fail', 'error'].includes(operator) ? '' : ' (' + textOf(operator) + '): expected ' + shown(expected) + ', found ' + shown(actual);
  const stack = [error, actual].find((one) => typeof one === 'object' && one !== null && typeof one.stack === 'string')?.stack ?? '';
  return { message: clip(textOf(name) + compared), stack: clip(stack) + '\\n at ' + pathOf(file) + ':' + line };
};
let write = null;
const start = (path) => {
  if (write !== null) return;
  write = begin(path);
  write({ event: 'begin' });
};
const unfinished = new Map();
const listen = (Results, path) => {
  const watch = (results, test, { names, file, top }) => {
    const name = [...names, clip(test.name)];
    const seen = { own: 0, counted: 0, failure: null };
    const tell = (status, failure) => {
      if (!unfinished.delete(test)) return;
      write({ event: 'test', name, file, status, durationMs: null, failure });
    };
    unfinished.set(test, () => {
      const isLeftOut = results._only !== null && results._only !== undefined && results._only !== top;
      if (isLeftOut) tell('skipped', null);
      else tell('failed', seen.failure ?? { message: 'it did not come to its end', stack: null });
    });
    test.on('result', (result) => {
      if (typeof result !== 'object' || result === null) return;
      seen.own += 1;
      if (!result.skip && !result.todo) seen.counted += 1;
      if (!result.ok && !result.todo) seen.failure ??= failureOf(result);
    });
    test.on('test', (inner) => watch(results, inner, { names: name, file, top }));
    test.once('end', () => {
      // Also one of which every assertion is skipped.
      const isSkipped = Boolean(test._skip) || (seen.own > 0 && seen.counted === 0);
      if (seen.failure !== null) tell('failed', seen.failure);
      else tell(isSkipped ? 'skipped' : test._todo || !test._cb ? 'todo' : 'passed', null);
    });
  };
  const { push } = Results.prototype;
  Results.prototype.push = function (test) {
    start(path);
    watch(this, test, { names: [], file: callerFile(), top: test });
    return push.call(this, test);
  };
  // Before tape's own, which ends the process.
  process.on('exit', () => {
    if (write === null) return;
    for (const end of [...unfinished.values()]) end();
    write({ event: 'end' });
  });
};
// Tape itself makes nothing of a test that it is told to leave out.
const listenToSkipped = (Test, path) => {
  const { skip } = Test;
  Test.skip = function (...given) {
    start(path);
    const test = skip.apply(this, given);
    write({ event: 'test', name: [clip(test.name)], file: callerFile(), status: 'skipped', durationMs: null, failure: null });
    return test;
  };
};
const LISTENERS = new Map([
  ['./lib/test', listenToSkipped],
  ['./lib/results', listen],
]);
if (isMainThread) {
  if (plan.plant !== null && startsOwn(/[\\\\/]tape[\\\\/]bin[\\\\/][^\\\\/]+$/)) plantTests(plan.plant);
  const load = Module._load;
  Module._load = function (request, parent, ...rest) {
    const loaded = load.call(this, request, parent, ...rest);
    const path = parent?.filename;
    const toDo = LISTENERS.get(request);
    if (toDo !== undefined && typeof path === 'string' && /[\\\\/]tape[\\\\/]index\\.js$/.test(path)) {
      LISTENERS.delete(request);
      toDo(loaded, path);
    }
    return loaded;
  };
}
`;
