import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../domain/error.ts';
import { parseRecording } from './recording.ts';

const parse = (script: string) => parseRecording({ script, path: 'turns.yaml' });
const written = (path: string) => JSON.stringify({ turns: [{ write: { [path]: 'x' } }] });

describe('a recording', () => {
  test('is a list of turns with defaults', () => {
    expect(parse('turns:\n  - say: Done.\n  - write: { a/b.ts: "x" }\n    usage: { inputTokens: 1, outputTokens: 2 }\n')).toEqual([
      { say: 'Done.', write: {}, delete: [], usage: null },
      { write: { 'a/b.ts': 'x' }, delete: [], usage: { inputTokens: 1, outputTokens: 2, usd: null } },
    ]);
  });

  test('of every example is one', () => {
    const examples = join(import.meta.dirname, '../../../examples');
    const recordings = globSync('*-turns/*.yaml', { cwd: examples }).map((file) =>
      parseRecording({ script: readFileSync(join(examples, file), 'utf8'), path: file }),
    );
    expect(recordings.map((turns) => turns.length > 0)).toEqual(recordings.map(() => true));
    expect(recordings.length).toBeGreaterThan(0);
  });

  test.each([
    ['', 'turns.yaml: Invalid input: expected object, received null'],
    ['turns: []', 'turns.yaml: turns: Too small'],
    ['turns:\n  - wirte: {}', 'turns.yaml: turns[0]: Unrecognized key: "wirte"'],
    ['turns:\n  - say: a\n    say: b', 'turns.yaml: Map keys must be unique'],
    ['turns: [', 'turns.yaml: '],
    ['turns: [{}]\n---\nturns: [{}]', 'turns.yaml: Source contains multiple documents'],
    ['turns:\n  - usage: { inputTokens: -1, outputTokens: 0 }', 'turns.yaml: turns[0].usage.inputTokens: '],
    ['turns:\n  - usage: { inputTokens: .nan, outputTokens: 0 }', 'turns.yaml: turns[0].usage.inputTokens: '],
    ['turns:\n  - { cannotSatisfy: a, fail: b }', 'turns.yaml: turns[0]: expected cannotSatisfy or fail, not both'],
    ['turns:\n  - cannotSatisfy: "\\uD800"', 'turns.yaml: turns[0].cannotSatisfy: expected whole characters'],
    ['turns:\n  - write: { a: 1 }', 'turns.yaml: turns[0].write.a: expected the text of a file'],
    ['turns: !!js/function "x"', 'turns.yaml: '],
    [`turns: [{ say: "${'x'.repeat(4 * 1024 * 1024)}" }]`, 'turns.yaml: expected at most'],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nturns: [*c,*c,*c,*c,*c,*c,*c]`,
      'turns.yaml: Excessive alias count',
    ],
  ])('is not %#', (script, message) => {
    expect(faultOf(script)).toEqual([UserError, message]);

    function faultOf(text: string) {
      try {
        return parse(text);
      } catch (error) {
        return error instanceof UserError ? [UserError, error.message.slice(0, message.length)] : error;
      }
    }
  });

  test.each([
    '/etc/passwd',
    '../a',
    'a/../../b',
    'a/..',
    './a',
    'a//b',
    'a/',
    '',
    '.git/config',
    'a/.GIT/hooks/x',
    'a\0b',
    'a\\b',
    '\uD800',
  ])('writes nothing at %j', (path) => {
    expect(() => parse(written(path))).toThrow(UserError);
    expect(() => parse(JSON.stringify({ turns: [{ delete: [path] }] }))).toThrow(UserError);
  });

  test('names only paths inside the workspace, whatever it holds', () => {
    const segment = fc.oneof(fc.constantFrom('..', '.', '', '.git', '.Git', '/', 'a', 'ü', '\\', '~'), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 6 }).map((segments) => segments.join('/')),
        (path) => {
          const isIn = join('/workspace', path).startsWith('/workspace/') && join('/workspace', path) === `/workspace/${path}`;
          const isOfGit = path.split('/').some((name) => name.toLowerCase() === '.git');
          expect(isAccepted(path) && (!isIn || isOfGit)).toBe(false);
        },
      ),
    );

    function isAccepted(path: string): boolean {
      try {
        return Object.hasOwn(parse(written(path))[0]?.write ?? {}, path);
      } catch (error) {
        if (error instanceof UserError) return false;
        throw error;
      }
    }
  });
});
