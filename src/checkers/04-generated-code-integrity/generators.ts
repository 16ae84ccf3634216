import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';
import { HOW_IT_ENDED } from '../../platform/exec.ts';
import { gitBlobs } from '../../platform/git-blobs.ts';
import type { Capabilities } from '../checker.ts';
import type { Sighting } from './rules.ts';

export const generatorsOption = z
  .array(
    z.strictObject({
      command: z.string().min(1),
      outputs: z.array(z.string().min(1)).min(1),
      /** False for one that needs what it wrote before: then one that writes nothing at all is not noticed. */
      removeOutputs: z.boolean().default(true),
    }),
  )
  .default([]);

type Generator = z.output<typeof generatorsOption>[number];
type Side = 'base' | 'head';

export interface GeneratorsRequest extends Pick<Capabilities, 'base' | 'head' | 'workspaces'> {
  readonly generators: readonly Generator[];
  readonly signal: AbortSignal;
}

/** Runs each generator twice, each time in a clean checkout: what it writes is the same and is what is committed. */
export async function* generatorSightings(request: GeneratorsRequest): AsyncGenerator<readonly [Sighting, Side]> {
  for (const generator of request.generators) {
    const head = await regenerated(generator, 'head', request);
    const found = sightingsOf(generator, head);
    if (found.length === 0) continue;
    const base = await regenerated(generator, 'base', request);
    if ('failure' in head && 'failure' in base)
      throw new AdapterError('GENERATOR_FAILS', `\`${generator.command}\` fails on the base commit as well: nothing was proven`);
    for (const sighting of found) {
      yield [sighting, 'head'];
      // What was so before, to the byte, is nobody's new fault.
      if (isSame(sighting.path, head, base)) yield [sighting, 'base'];
    }
  }
}

/** By path, as git names what is there. */
type Files = ReadonlyMap<string, string>;
type Regenerated = { readonly failure: string } | { readonly committed: Files; readonly first: Files; readonly second: Files };

async function regenerated(generator: Generator, side: Side, { workspaces, signal, ...trees }: GeneratorsRequest): Promise<Regenerated> {
  const tree = trees[side];
  const isOutput = (path: string) => generator.outputs.some((glob) => matchesGlob(path, glob));
  const committed = new Map(tree.paths.filter(isOutput).map((path) => [path, nameIn(tree, path)]));
  const written: Files[] = [];
  for (const _ of ['first', 'second']) {
    signal.throwIfAborted();
    const checkout = await workspaces.fresh(side);
    if (generator.removeOutputs) await remove(checkout, [...committed.keys()]);
    const { end, exitCode, stdout, stderr } = await checkout.exec({ command: generator.command, signal });
    if (end !== 'exited' || exitCode === null)
      throw new AdapterError('GENERATOR_NOT_ENDED', `\`${generator.command}\` ${end === 'exited' ? 'was killed' : HOW_IT_ENDED[end]}`);
    if (exitCode !== 0) return { failure: `exit code ${exitCode}: ${`${stdout}\n${stderr}`.trim().slice(-1000)}` };
    written.push(await gitBlobs(checkout.dir, { isWanted: isOutput, length: tree.id.length }));
  }
  const [first = new Map(), second = new Map()] = written;
  if (side === 'head' && committed.size + first.size === 0)
    throw new AdapterError('NO_OUTPUTS', `\`${generator.command}\` writes nothing that ${generator.outputs.join(', ')} matches`, {
      hint: 'correct `outputs` in the options of generated-code-integrity',
    });
  return { committed, first, second };
}

function nameIn(tree: Tree, path: string): string {
  const { mode = '', objectId = '' } = tree.entry(path) ?? {};
  return `${mode} ${objectId}`;
}

const PATHS_AT_ONCE = 200;

async function remove(checkout: Awaited<ReturnType<Capabilities['workspaces']['fresh']>>, paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += PATHS_AT_ONCE) {
    const { exitCode, stderr } = await checkout.exec({ command: ['rm', '-f', '--', ...paths.slice(at, at + PATHS_AT_ONCE)] });
    if (exitCode !== 0) throw new AdapterError('OUTPUTS_KEPT', `what a generator wrote could not be taken away: ${stderr.trim()}`);
  }
}

function sightingsOf({ command, outputs }: Generator, answer: Regenerated): Sighting[] {
  const say = (rule: Sighting['rule'], path: string, message: string): Sighting => ({
    rule,
    path,
    message,
    code: command,
    reproduce: command,
  });
  // Its words may differ each time: they are no part of what tells it from others.
  if ('failure' in answer)
    return [{ ...say('generator-failed', '.', `the generator \`${command}\` fails`), remediation: `It said: ${answer.failure}` }];
  const { committed, first, second } = answer;
  return [...new Set([...committed.keys(), ...first.keys(), ...second.keys()])].toSorted().flatMap((path) => {
    const [is, once, again] = [committed.get(path), first.get(path), second.get(path)];
    if (once !== again)
      return [
        say('generator-not-deterministic', path, `\`${command}\` writes it otherwise each time: nobody can tell whether it is right`),
      ];
    if (once === is) return [];
    const what =
      once === undefined
        ? `\`${command}\` does not write it: it was written by hand or is left over, though it is named by ${outputs.join(', ')}`
        : `it is ${is === undefined ? 'not committed' : 'not what is committed'}, and \`${command}\` writes it`;
    return [
      {
        ...say('generated-file-stale', path, what),
        remediation: `Run \`${command}\` and commit what it writes${once === undefined ? ', and take away what it does not' : ''}.`,
      },
    ];
  });
}

function isSame(path: string, head: Regenerated, base: Regenerated): boolean {
  if ('failure' in head || 'failure' in base) return false;
  if (head.first.get(path) !== head.second.get(path)) return base.first.get(path) !== base.second.get(path);
  return head.first.get(path) === base.first.get(path) && head.committed.get(path) === base.committed.get(path);
}
