import { FORGET } from '../node-on-path.ts';

/**
 * The reporter given to node:test by absolute path, as the text of a module that any Node since 18 runs. A reporter of our own
 * because every process appends to a file of its own (the built-in ones overwrite the report of the command before), because
 * Node 20's JUnit names no file, and because a run that was cut short is told from one that ended. It takes its own flags
 * out of NODE_OPTIONS, so that a test which starts test runs of its own is not reported as part of this one.
 */
export function reporterSource({ nodeOptions }: { readonly nodeOptions: string }): string {
  return `import { appendFileSync } from 'node:fs';
const file = new URL('report-' + process.pid + '-' + process.hrtime.bigint() + '.ndjson', import.meta.url);
const write = (record) => appendFileSync(file, JSON.stringify(record) + '\\n', { mode: 0o600 });
const clip = (text) => String(text).slice(0, 8000);
process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(${JSON.stringify(nodeOptions)}, '').trim();
${FORGET}
const isSet = (value) => value !== undefined && value !== false && value !== null;
const failureOf = (error) => {
  const cause = error?.cause ?? error;
  const isError = typeof cause === 'object' && cause !== null;
  return {
    type: clip(error?.failureType ?? 'unknown'),
    message: clip(isError ? cause.message : cause),
    stack: isError && typeof cause.stack === 'string' ? clip(cause.stack) : null,
  };
};
export default async function* report(source) {
  write({ event: 'begin', node: process.version });
  for await (const { type, data } of source) {
    if (type === 'test:start') write({ event: 'start', depth: data.nesting, name: clip(data.name) });
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    write({
      event: type === 'test:pass' ? 'pass' : 'fail',
      depth: data.nesting,
      name: clip(data.name),
      file: typeof data.file === 'string' ? data.file : null,
      durationMs: data.details?.duration_ms ?? null,
      isSuite: data.details?.type === 'suite',
      skip: isSet(data.skip),
      todo: isSet(data.todo),
      ...(type === 'test:fail' ? { failure: failureOf(data.details?.error) } : {}),
    });
  }
  write({ event: 'end' });
}
`;
}
