import { posix } from 'node:path';
import { z } from 'zod';
import { matchesGlob } from '../domain/matches-glob.ts';
import type { Tree } from '../domain/tree.ts';
import { parseJson } from './parse-json.ts';
import { JAVASCRIPT_FILE } from './source-files.ts';
import type { Planted, Planting } from './tool.ts';

export interface Plant {
  readonly tree: Tree;
  readonly nonce: string;
  readonly isTestFile: (path: string) => boolean;
  /** Is it found by its own name, and nothing beside it? */
  readonly isAlone?: (path: string) => boolean;
}

/** Where a planted test goes, and how a module is written there. */
export interface PlantedPlace {
  readonly path: string;
  /** Text of the test file it is added to; empty where it gets a file of its own. */
  readonly existing: string;
  readonly isModule: boolean;
}

/**
 * A file of its own beside a test file, with its suffix, so that whatever pattern found that one finds this one. A test
 * script that names its files finds no new one: there it goes to the end of a file that is named. Null without any test file.
 */
export async function plantedPlace({ tree, nonce, isTestFile, isAlone = () => false }: Plant): Promise<PlantedPlace | null> {
  const scripts = tree.paths.filter((path) => JAVASCRIPT_FILE.test(path));
  const words = await wordsOfTestScript(tree);
  const globs = [...words].filter((word) => word.includes('*'));
  // A shell has put the files in place of a glob before the runner starts and something is planted.
  const named = scripts.find(
    (path) => (words.has(path) && !CONFIGURATION.test(path)) || (isTestFile(path) && globs.some((glob) => matchesGlob(path, glob))),
  );
  const candidates = scripts.filter(isTestFile);
  const beside = candidates.find((path) => !IN_FIXTURES.test(path)) ?? candidates[0];
  const into = named ?? (beside !== undefined && isAlone(beside) ? beside : undefined);
  if (into !== undefined) return { path: into, existing: (await tree.read(into)) ?? '', isModule: await isModule(tree, into) };
  if (beside === undefined) return null;
  return {
    path: posix.join(posix.dirname(beside), plantedName(posix.basename(beside), nonce)),
    existing: '',
    isModule: await isModule(tree, beside),
  };
}

/** `wdio run ./wdio.conf.js` names no test. */
const CONFIGURATION = /[.-]conf(ig)?\.[cm]?[jt]s$/;

const IN_FIXTURES = /(^|\/)(__)?(fixtures?|snapshots?|mocks?)(__)?\//;

/** First lines of a planted file: a linter, formatter or type check in the same script is to pass over it. */
export const PASS_OVER = `/* eslint-disable */
/* oxlint-disable */
// @ts-nocheck
// biome-ignore-all lint: planted
// biome-ignore-all format: planted
`;

/** `math.test.ts` → `jidoka-<nonce>.test.ts`; `test-math.js` → `test-<nonce>.js`; `math.js` → `jidoka-<nonce>.js`. */
function plantedName(existing: string, nonce: string): string {
  const suffix = /([.\-_]?(?:test|spec)s?)?(?:\.[a-z]+)?\.[cm]?[jt]sx?$/i.exec(existing)?.[0] ?? '';
  const prefix = /^test(?=-)/.exec(existing)?.[0];
  if (prefix !== undefined && !/test|spec/i.test(suffix)) return `test-${nonce}${suffix}`;
  return `jidoka-${nonce}${/^(test|spec)/i.test(suffix) ? `.${suffix}` : suffix}`;
}

/** Options whose file is no test. */
const TAKES_FILE = /^(-[cr]|--(config|require|import|loader|project|tsconfig))$/;

const manifest = z.looseObject({ scripts: z.record(z.string(), z.unknown()).optional(), type: z.unknown().optional() });

async function wordsOfTestScript(tree: Tree): Promise<ReadonlySet<string>> {
  const read = manifest.safeParse(parseJson((await tree.read('package.json')) ?? '{}'));
  const all = Object.entries((read.success ? read.data.scripts : undefined) ?? {});
  // `test` often starts another one.
  const scripts = all.flatMap(([name, script]) => (typeof script === 'string' && /^(test|unit|spec|mocha)/.test(name) ? [script] : []));
  const words = scripts.join(' ').split(/[\s"'=;&|()]+/);
  return new Set(words.flatMap((word, index) => (TAKES_FILE.test(words[index - 1] ?? '') ? [] : [word.replace(/^\.\//, '')])));
}

async function isModule(tree: Tree, path: string): Promise<boolean> {
  if (/\.m[jt]s$/.test(path)) return true;
  if (/\.c[jt]s$/.test(path)) return false;
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const text = await tree.read(posix.join(folder, 'package.json'));
    if (text !== null) {
      const read = manifest.safeParse(parseJson(text));
      return read.success && read.data.type === 'module';
    }
    if (folder === '.') return false;
  }
}

/** Null where nothing is planted. */
export function plantingIn(dir: string, planted: Planted | undefined): Planting | null {
  if (planted === undefined) return null;
  const { plant, probed } = planted;
  const { text: probe, paths } = probed ?? { text: '', paths: [] };
  return {
    path: posix.join(dir, plant.path),
    text: paths.includes(plant.path) ? plant.text + probe : plant.text,
    probe,
    probed: paths.filter((path) => path !== plant.path).map((path) => posix.join(dir, path)),
  };
}

/**
 * A function for a module that NODE_OPTIONS loads. The planted file comes last: where it is, everything is, and the processes of one run do
 * not write over each other.
 */
export const PLANT = `const plantTests = ({ path, text, probe, probed }) => {
  const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  for (const file of probed) if (existsSync(file)) appendFileSync(file, probe);
  writeFileSync(path, text);
};
`;
