import type { Operator } from '../operator.ts';
import { workspaceMembers } from '../packages.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Use a library for colours in a package',
  checkers: [9],
  plant(tree) {
    const hasLock = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].some((path) => tree.paths.includes(path));
    const manifests = new Set(workspaceMembers(tree).map((folder) => `${folder}/package.json`));
    if (!hasLock) return null;
    const place = firstMatch(tree, (path) => manifests.has(path), /^ *"dependencies": \{\n/u);
    const indent = /^\s*/u.exec(place?.text.slice(place.end) ?? '')?.[0] ?? '';
    return place === null ? null : put(atEnd(place), `${indent}"ansi-styles-extra": "^4.3.0",\n`);
  },
} satisfies Operator;
