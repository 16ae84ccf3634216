import { expect, test } from 'vitest';
import { found } from '../../../test/rig/dependency-findings.ts';

const MANIFEST = '{ "name": "app", "devDependencies": { "b": "1.0.0", "c": "1.0.0" } }\n';
const entry = (place: string, name: string, more = '{}') => `    "${place}": ["${name}@1.0.0", "", ${more}, "sha512-aa=="],\n`;
const LOCK = (...entries: readonly string[]) =>
  `{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": { "name": "app", "devDependencies": { "b": "1.0.0", "c": "1.0.0" } },\n  },\n  "packages": {\n${entries.join('')}  }\n}\n`;
const ALL = [entry('b', 'b'), entry('c', 'c', '{ "dependencies": { "b": "1.0.0" } }'), entry('c/b', 'b')];

test.each<[name: string, head: string, said: readonly string[]]>([
  ['an entry that others have below them too', LOCK(...ALL.slice(1)), ['lockfile-disagrees: error bun.lock:4']],
  ['an entry that only others have', LOCK(...ALL.slice(0, 2)), []],
])('bun.lock loses %s', async (_, head, said) => {
  const lines = await found({ 'package.json': MANIFEST, 'bun.lock': LOCK(...ALL) }, { 'bun.lock': head });
  expect(lines).toEqual(said);
});
