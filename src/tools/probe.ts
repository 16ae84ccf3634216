import type { Probe } from './tool.ts';

export interface ProbeParts {
  readonly before?: string;
  readonly test: string;
  readonly expect?: string;
  /** What the runner hands to a test, for `claims`: expressions that throw, as none of them holds. */
  readonly context?: string;
  readonly claims?: readonly string[];
  /** What else a test has to do to pass. */
  readonly pass?: string;
}

/**
 * A probe that `test` and `expect` (expressions; without the latter there are none of its matchers) make of the claims below. On one line,
 * so that a type check that is part of the runner passes over it; nothing it says is in the way of names of the file.
 */
export function probeOf(nonce: string, { before = '', test, expect, context = '', claims: own = [], pass = '' }: ProbeParts): Probe {
  // Without the product's name, for which it would be easy to look.
  const name = `fails again ${nonce}`;
  const claims = [ASSERT_CLAIMS, ...(expect === undefined ? [] : [EXPECT_CLAIMS]), ...own].join(', ');
  const body = `const assert = globalThis.process?.getBuiltinModule?.('node:assert'); const expect = ${expect ?? 'undefined'}; for (const claim of [${claims}]) { try { await claim();${pass === '' ? '' : ` ${pass}`} return; } catch { continue; } } throw new Error('planted');`;
  return { name, text: `\n// @ts-ignore\n${before}${test}('${name}', async (${context}) => { ${body} });\n` };
}

/** None of them holds. Where there is no such library, each throws as well. */
const ASSERT_CLAIMS = ['assert', 'assert.strict']
  .flatMap((library) => [
    `${library}(false)`,
    `${library}.ok(false)`,
    `${library}.equal(1, 2)`,
    `${library}.strictEqual(1, 2)`,
    `${library}.deepEqual([1], [2])`,
    `${library}.deepStrictEqual([1], [2])`,
    `${library}.throws(() => {})`,
    `${library}.rejects(Promise.resolve())`,
    `${library}.match('a', /b/)`,
  ])
  .map((claim) => `() => ${claim}`)
  .join(', ');

const EXPECT_CLAIMS = [
  '(1).toBe(2)',
  '(1).not.toBe(1)',
  '(1).toEqual(2)',
  '(1).toStrictEqual(2)',
  '(0).toBeTruthy()',
  '(1).toBeFalsy()',
  '(undefined).toBeDefined()',
  '(1).toBeUndefined()',
  '(1).toBeNull()',
  '(1).toBeGreaterThan(2)',
  '(2).toBeLessThan(1)',
  '(1).toBeCloseTo(2)',
  '([1]).toContain(2)',
  '([{ a: 1 }]).toContainEqual({ a: 2 })',
  "('a').toMatch(/b/)",
  '({ a: 1 }).toMatchObject({ a: 2 })',
  '([]).toHaveLength(1)',
  "({}).toHaveProperty('a')",
  '({}).toBeInstanceOf(Date)',
  '(() => {}).toThrow()',
  '(Promise.resolve(1)).resolves.toBe(2)',
  '(Promise.resolve(1)).rejects.toBe(1)',
]
  .map((claim) => `() => expect${claim}`)
  .join(', ');
