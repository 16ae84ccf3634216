import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canaryFolder, openBench, readmeOf } from '../../src/compose.ts';
import { registry } from '../../src/checkers/registry.gen.ts';
import type { AnyChecker } from '../../src/checkers/checker.ts';
import { runCanary } from '../../src/gate/canary.ts';
import { type Bench, openJudging } from '../../src/gate/judging.ts';
import { CATALOG, type CatalogEntry, checkerNamed } from '../../src/gate/policy.ts';
import type { CheckerResult } from '../../src/domain/verdict.ts';
import { exportTree } from '../../src/git/snapshot.ts';
import { artefactDigest } from '../../src/platform/artefact-digest.ts';
import { createRepository, type TestRepository } from '../rig/repository.ts';
import { isShown, shownRules } from './shown-rules.ts';

const signal = new AbortController().signal;

async function withBench<T>(use: (bench: Bench, repo: TestRepository) => Promise<T>): Promise<T> {
  using repo = createRepository();
  // Awaited here: the repository lives until then.
  return await use(await openBench({ dir: repo.root, env: process.env }), repo);
}

/** A result without what took how long. */
function timeless({ durationMs: _, ...result }: CheckerResult) {
  const measurements = result.measurements.map((measurement) =>
    measurement.unit === 's' || measurement.unit === 'ms' ? { ...measurement, value: 0 } : measurement,
  );
  return { ...result, measurements };
}

test('what the catalog calls built is what the registry holds, number and id', () => {
  const named = ({ number, id }: { readonly number: number; readonly id: string }) => `${number} ${id}`;
  expect(registry.map(named)).toEqual(CATALOG.filter(({ isBuilt }) => isBuilt).map(named));
});

test('the catalog has the twenty, each number and id once', () => {
  expect(CATALOG.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(new Set(CATALOG.map(({ id }) => id)).size).toBe(20);
});

describe.each(registry.map((entry) => [`${entry.number} ${entry.id}`, entry] as const))('%s', (_, registered) => {
  const entry: CatalogEntry = checkerNamed(registered.id);
  const folder = dirname(readmeOf(entry));
  const load = async (): Promise<AnyChecker> => (await registered.load()).default;

  test('judges what the catalog says', async () => {
    expect((await load()).on).toEqual(entry.judges);
  });

  test('has a README that says what it proves, what it cannot see, its options and how to fix', () => {
    const headings = readFileSync(readmeOf(entry), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('## '));
    expect(headings).toEqual(['## What it proves', '## What it cannot see', '## Options', '## How to fix']);
  });

  test('has a test and a canary', () => {
    expect(['checker.test.ts', 'canary'].filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  });

  test('shows every rule in a case of its own tests: errors in a flagged one', async () => {
    const { rules } = await load();
    const { flagged, anywhere } = shownRules(folder);
    const unseen = Object.entries(rules).filter(([id, { severity }]) => !isShown(id, severity === 'error' ? flagged : anywhere));
    expect(unseen.map(([id]) => id)).toEqual([]);
  });

  test('every rule has a title and a way out', async () => {
    const { rules, title } = await load();
    const empty = Object.entries(rules).filter(([, rule]) => rule.title.trim() === '' || rule.remediation.trim() === '');
    expect([title.trim() === '', empty]).toEqual([false, []]);
  });

  test('fails on its canary, twice the same way', async () => {
    const [first, second] = await withBench(async (bench) => [
      await runCanary(bench, { entry, folder: canaryFolder(entry), signal }),
      await runCanary(bench, { entry, folder: canaryFolder(entry), signal }),
    ]);
    expect(first?.verdict).toBe('failed');
    // What is random, the names of planted tests and of temporary folders, must not reach a result.
    expect(second && timeless(second)).toEqual(first && timeless(first));
  });

  test('leaves the judged tree and the repository as they were', async () => {
    const [before, after] = await withBench(async (bench, repo) => {
      for (const side of ['base', 'head']) {
        for (const name of repo.git('ls-files', '-z').split('\0').filter(Boolean)) rmSync(join(repo.root, name));
        if (existsSync(join(canaryFolder(entry), side))) cpSync(join(canaryFolder(entry), side), repo.root, { recursive: true });
        repo.commit({});
      }
      const [head, base] = ['HEAD', 'HEAD~1'].map((ref) => repo.git('rev-parse', ref)) as [string, string];
      const tree = repo.git('rev-parse', 'HEAD^{tree}');
      const fresh = join(repo.root, '..', 'fresh');
      mkdirSync(fresh);
      await exportTree(bench.repository, { tree, dir: fresh });
      const state = () => repo.git('for-each-ref') + repo.git('status', '--porcelain') + repo.git('stash', 'list') + head;
      const clean = [await artefactDigest(fresh, ''), state()];
      await using judging = await openJudging(bench, { base, tree, workOrder: null, signal });
      await judging.run({ judges: ['change', 'factory'], only: [entry.id], events: async () => [] });
      const { dir } = await judging.workspaces.checkout('head');
      return [clean, [await artefactDigest(dir, ''), state()]];
    });
    expect(after).toEqual(before);
  });
});
