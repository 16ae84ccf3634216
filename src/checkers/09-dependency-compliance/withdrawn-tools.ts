import { posix } from 'node:path';
import { jsonOf } from '../../syntax/json-of.ts';
import type { Dependencies } from './dependency-files.ts';
import { lineOfKey } from './line-of.ts';
import type { Sighting } from './rules.ts';
import type { Trees } from './undeclared-imports.ts';

interface Sides extends Pick<Trees, 'head'> {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
}

/** Commands of packages that are called otherwise. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  typescript: ['tsc'],
  '@biomejs/biome': ['biome'],
  '@angular/cli': ['ng'],
  '@nestjs/cli': ['nest'],
  '@changesets/cli': ['changeset'],
  '@playwright/test': ['playwright'],
  '@storybook/cli': ['sb'],
};
/** The machine has these. */
const OF_MACHINE = new Set(['node', 'npm', 'npx', 'pnpm', 'yarn', 'bun', 'deno', 'git', 'docker', 'make']);
/** What only starts another command. */
const STARTERS =
  /^(?:(?:\w+=\S*|cross-env|npx(?: --no-install| --no)?|(?:pnpm|yarn|npm|bun)(?: exec| run| dlx)?(?: --)?|bunx|dotenv --)\s+)*/;

/** A package that a package.json no longer asks for, nothing locks any more, and one of its scripts still starts. */
export async function withdrawnTools({ head, before, after, touched }: Sides): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const path of touched) {
    const [old, now] = [before.packages.get(path), after.packages.get(path)];
    if (old === undefined || now === undefined) continue;
    const gone = new Set(old.asked.map(({ name }) => name)).difference(new Set(askedAbove(path, after)));
    const text = (await head.read(path)) ?? '';
    for (const [script, command] of scriptsIn(text)) {
      const started = new Set(commandsIn(command));
      const name = [...gone].find(
        (one) => !OF_MACHINE.has(one) && !isHeld(one, after) && (COMMANDS[one] ?? [one]).some((bin) => started.has(bin)),
      );
      if (name === undefined) continue;
      const message = `${path} no longer asks for ${name}, which its script ${JSON.stringify(script)} still starts`;
      found.push({ rule: 'import-undeclared', path, range: { startLine: lineOfKey(text, script) }, code: `${name} ${script}`, message });
    }
  }
  return found;
}

/** What the manifest asks for, and those of the folders above it. */
function askedAbove(path: string, { packages }: Dependencies): string[] {
  const folder = posix.dirname(path);
  return [...packages].flatMap(([other, { asked }]) => {
    const above = posix.dirname(other);
    return above === '.' || folder === above || folder.startsWith(`${above}/`) ? asked.map(({ name }) => name) : [];
  });
}

/** One that another package brings along may still be started. */
function isHeld(name: string, { locks }: Dependencies): boolean {
  return locks.some(({ graph }) => graph.ecosystem === 'npm' && graph.packages.some(({ as }) => as === name));
}

function scriptsIn(text: string): (readonly [string, string])[] {
  const { scripts } = jsonOf(text);
  return Object.entries(typeof scripts === 'object' && scripts !== null ? scripts : {}).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
}

function commandsIn(command: string): string[] {
  return command.split(/&&|\|\||[;|&\n(]/).flatMap((part) => {
    const [word] = part.trim().replace(STARTERS, '').split(/\s+/);
    return word === undefined || word === '' ? [] : [word];
  });
}
