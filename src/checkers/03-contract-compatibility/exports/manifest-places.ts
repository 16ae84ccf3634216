import { posix } from 'node:path';
import { rangeOf } from '../../../definitions/data-document.ts';
import { readJson } from '../../../definitions/read-json.ts';
import type { Tree } from '../../../domain/tree.ts';
import { isFields } from '../spot.ts';
import type { Place } from './compare-exports.ts';

/** Where things stand in the manifest of a package; of what is missing, the nearest around it. */
export interface ManifestPlaces {
  at(...steps: readonly string[]): Place;
  /** Where a file is named as what can be imported. */
  ofTarget(key: string, target: string): Place;
}

const ENTRIES = ['exports', 'main', 'module', 'types', 'typings', 'browser'];

export async function manifestPlaces(tree: Tree, folder: string): Promise<ManifestPlaces> {
  const path = posix.join(folder, 'package.json');
  const text = await tree.read(path);
  const document = text === null ? null : readJson(text).document;
  const at = (...steps: readonly string[]): Place => {
    if (document === null) return { path, line: null };
    const { key, value } = document.spotOf(steps);
    return { path, line: rangeOf(document.text, key ?? { start: value.start, end: value.start }).startLine };
  };
  return {
    at,
    ofTarget(key, target) {
      const manifest = document?.value;
      for (const entry of isFields(manifest) ? ENTRIES : []) {
        const steps = isFields(manifest) ? stepsTo(manifest[entry], target) : null;
        if (steps !== null) return at(entry, ...steps);
      }
      return at('exports', key);
    },
  };
}

function stepsTo(value: unknown, target: string, depth = 0): readonly string[] | null {
  if (typeof value === 'string') return value === target || `./${posix.normalize(value)}` === target ? [] : null;
  if (typeof value !== 'object' || value === null || depth > 10) return null;
  for (const [key, inner] of Object.entries(value)) {
    const steps = stepsTo(inner, target, depth + 1);
    if (steps !== null) return [key, ...steps];
  }
  return null;
}
