import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { AdapterError } from '../../domain/error.ts';
import { executableLines } from './executable-lines.ts';
import { lineHits } from './line-hits.ts';
import { parseV8Coverage } from './parse-v8-coverage.ts';

describe('executableLines', () => {
  test('are the lines on which something that runs starts', () => {
    const text = `'use strict';
import { a } from './a.ts';
type T = {
  x: string;
};
// why
export const b: T = {
  x: a,
};
let later;
export function f(x: number) {
  if (x > 0) {
    return 1;
  }

  return [1].map(
    (y) =>
      y + 1,
  );
}
class C {
  static field = 1;
  other: string;
}
export default f;
`;
    expect([...executableLines('a.ts', text)].toSorted((a, b) => a - b)).toEqual([7, 12, 13, 16, 18, 22, 25]);
  });

  test('reads JSX and CommonJS in a .js file', () => {
    expect([...executableLines('a.js', 'const a = <div />;\n')]).toEqual([1]);
    expect([...executableLines('a.js', 'if (process.argv.length > 9) return;\n')]).toEqual([1]);
  });

  test('a file that does not parse is no answer', () => {
    expect(() => executableLines('a.ts', 'const (')).toThrow(AdapterError);
    expect(() => executableLines('a.js', `a = ${'['.repeat(100_000)}`)).toThrow('nested too deeply');
  });
});

describe('parseV8Coverage and lineHits', () => {
  test('count the lines a real process ran, of a type-stripped file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'a.ts');
    const text = 'export function f(x: number) {\n  if (x > 0) {\n    return 1;\n  }\n  return 2;\n}\nf(1);\nf(2);\n';
    writeFileSync(path, text);
    execFileSync(process.execPath, [path], { env: { NODE_V8_COVERAGE: join(folder.path, 'v8') }, stdio: 'ignore' });
    const [file = ''] = readdirSync(join(folder.path, 'v8'));
    const url = pathToFileURL(path).href;
    const [coverage, ...more] = parseV8Coverage(readFileSync(join(folder.path, 'v8', file), 'utf8'), (one) => one === url);
    expect(more).toEqual([]);
    const hits = await lineHits({ path, coverage: coverage ?? { url, functions: [], sourceMap: null }, read: async () => text });
    const lines = hits?.get(path);
    expect([...executableLines(path, text)].map((line) => [line, lines?.lines.get(line)])).toEqual([
      [2, 2],
      [3, 2],
      [5, 0],
      [7, 1],
      [8, 1],
    ]);
  });

  test('whatever it is given, it answers scripts or throws an AdapterError', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((functions) => `{"result":[{"url":"file:///a","functions":${functions}}]}`),
        ),
        (text) => {
          const answer = answerOf(() => parseV8Coverage(text, () => true));
          expect(answer instanceof AdapterError || Array.isArray(answer)).toBe(true);
        },
      ),
    );
  });
});

function answerOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
