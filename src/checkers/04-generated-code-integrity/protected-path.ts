import { basePath, type Change, type ChangedFile } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { NEAREST_MANIFEST_KEYS, PROTECTED_MANIFEST_KEYS } from '../../domain/protected-manifest-keys.ts';
import type { Tree } from '../../domain/tree.ts';
import { firstChange } from './changed-place.ts';
import type { Sighting } from './rules.ts';
import { redirectedEntries } from './redirected-entries.ts';
import { swappedPackages } from './swapped-package.ts';

export interface ProtectedInput {
  readonly change: Change;
  readonly base: Tree;
  readonly head: Tree;
  readonly protectedPaths: readonly string[];
}

/** Changed paths, on either side of a rename, that decide how changes are judged; package.json key by key. */
export async function touchedProtectedPaths(input: ProtectedInput): Promise<Sighting[]> {
  const { change, base, protectedPaths } = input;
  const isFirstPolicy = !base.paths.some((path) => path.startsWith('.jidoka/'));
  const touched = new Set(change.files.flatMap((file) => [basePath(file), file.path]));
  const newOrders = new Set(change.files.filter(isNewOrder).map(({ path }) => path));
  const whole = [...touched]
    .filter((path) => protectedPaths.some((glob) => matchesGlob(path, glob)))
    .filter((path) => !(isFirstPolicy && /^\.jidoka\/(config\.yaml$|trusted-keys($|\/))/.test(path)))
    .filter((path) => !newOrders.has(path))
    .map(async (path): Promise<Sighting> => {
      const message = `the change touches ${path}, which decides how changes are judged`;
      return { rule: 'protected-path', message, path, ...(await firstLine(path, input)) };
    });
  const manifests = [...touched].filter((path) => /(^|\/)package\.json$/.test(path) && !/(^|\/)node_modules\//.test(path));
  const keys = await Promise.all(manifests.map((path) => changedKeys(path, input)));
  const led = await Promise.all(manifests.map((path) => redirectedEntries(path, input)));
  const swapped = await swappedPackages({
    paths: [...touched].filter((path) => !/(^|\/)node_modules\//.test(path)),
    base,
    head: input.head,
  });
  return [...(await Promise.all(whole)), ...keys.flat(), ...led.flat(), ...swapped];
}

/** Where the change begins in a text that is still there. */
async function firstLine(path: string, { change, head }: ProtectedInput): Promise<Pick<Sighting, 'range'>> {
  const file = change.files.find((one) => one.path === path);
  const isText = file !== undefined && !file.binary && file.newMode.startsWith('100');
  const text = isText && head.has(path) ? await head.read(path) : null;
  const range = file === undefined || text === null ? null : firstChange({ file, head: text });
  return range === null ? {} : { range };
}

/** It decides nothing until an operator approves it, and the approval is for exactly what it says then. */
function isNewOrder({ status, path, newMode }: ChangedFile): boolean {
  return status === 'added' && newMode === '100644' && /^\.jidoka\/orders\/[^/]+\.md$/.test(path);
}

async function changedKeys(path: string, { base, head }: ProtectedInput): Promise<Sighting[]> {
  // A manifest that base does not have starts nothing yet, but tools take their settings from the nearest one.
  const watched = base.has(path) ? PROTECTED_MANIFEST_KEYS : NEAREST_MANIFEST_KEYS;
  const headText = head.has(path) ? await head.read(path) : null;
  const [before, after] = [manifestOf(base.has(path) ? await base.read(path) : null), manifestOf(headText)];
  return watched.flatMap((key) =>
    differences(key, before[key], after[key]).map(({ name, said }): Sighting => {
      const line = headText === null ? undefined : lineOfKey(headText, name);
      return {
        rule: 'protected-path',
        message: `${name} of ${path} ${said}`,
        path,
        code: name,
        ...(line === undefined ? {} : { range: { startLine: line } }),
      };
    }),
  );
}

interface Difference {
  readonly name: string;
  readonly said: string;
}

/** Objects are compared one level down, so that the finding names the script and not all of them. */
function differences(name: string, before: unknown, after: unknown): Difference[] {
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      compared(`${name}.${key}`, before[key], after[key]),
    );
  }
  return compared(name, before, after);
}

function compared(name: string, before: unknown, after: unknown): Difference[] {
  const [old, now] = [JSON.stringify(before), JSON.stringify(after)];
  if (old === now) return [];
  if (old === undefined) return [{ name, said: `is new: ${clip(now ?? '')}` }];
  return [{ name, said: now === undefined ? `is gone (it was ${clip(old)})` : `was ${clip(old)} and is ${clip(now)}` }];
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** A manifest that is no JSON object has none of its keys: each that the other side has differs. */
function manifestOf(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lineOfKey(text: string, name: string): number | undefined {
  const lines = text.split('\n');
  const [top = '', ...rest] = name.split('.');
  const from = lines.findIndex((line) => line.trimStart().startsWith(`${JSON.stringify(top)}:`));
  if (from < 0) return undefined;
  const inner =
    rest.length === 0 ? -1 : lines.findIndex((line, index) => index >= from && line.includes(`${JSON.stringify(rest.join('.'))}:`));
  return (inner < 0 ? from : inner) + 1;
}
