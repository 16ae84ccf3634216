import checker from '../../src/checkers/09-dependency-compliance/checker.ts';
import { digestOf } from '../../src/platform/keep-by-digest.ts';
import type { Files } from './repository.ts';
import { changeBetween, treeOfFiles } from './trees.ts';

interface Said {
  readonly side: 'base' | 'head';
  readonly severity: string;
  readonly line: string;
  readonly message: string;
}

const never = () => {
  throw new Error('nothing may be installed here');
};
const NOTHING_INSTALLED = {
  lockfileFaults: never,
  checkout: never,
  fresh: never,
  bare: never,
  build: never,
  builtOver: never,
  testbed: never,
};

/** Everything that checker 9 reports of a change, without a repository. */
export async function observed(base: Files, changed: Files, options: object = {}): Promise<Said[]> {
  return (await answered(base, changed, options)).said;
}

/** What it says that it did not evaluate. */
export async function caveatsOf(base: Files, changed: Files, options: object = {}): Promise<string[]> {
  return (await answered(base, changed, options)).caveats;
}

async function answered(base: Files, changed: Files, options: object): Promise<{ readonly said: Said[]; readonly caveats: string[] }> {
  const [before, after] = [treeOfFiles(base), treeOfFiles({ ...base, ...changed })];
  const said: Said[] = [];
  const caveats: string[] = [];
  await checker.check({
    change: changeBetween(before, after),
    base: before,
    head: after,
    options: checker.options.parse(options),
    signal: new AbortController().signal,
    report: (rule, { side = 'head', path, range, severity = checker.rules[rule].severity, message }) => {
      said.push({ side, severity, message, line: `${rule}: ${severity} ${path}:${range?.startLine ?? ''}` });
    },
    keepReport: async (text) => digestOf(text),
    mayRunCode: false,
    workspaces: NOTHING_INSTALLED,
    measure() {},
    inScope() {},
    examined() {},
    ignored() {},
    used() {},
    caveat: (words) => void caveats.push(words),
    notApplicable: () => {
      throw new Error('not applicable');
    },
  });
  return { said, caveats };
}

/** What it reports of the judged tree and not of base, notes left out. */
export async function found(base: Files, changed: Files, options: object = {}): Promise<string[]> {
  const said = await observed(base, changed, options);
  const old = new Set(said.flatMap(({ side, line }) => (side === 'base' ? [line] : [])));
  return said.flatMap(({ side, line, severity }) => (side === 'head' && severity !== 'note' && !old.has(line) ? [line] : []));
}
