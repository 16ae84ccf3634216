import { z } from 'zod';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { isPython, readPython } from '../../syntax/python/read-python.ts';
import { defineChecker, type Observation } from '../checker.ts';
import { braceDuplicates } from './brace-duplicates.ts';
import { braceConstants, braceStubs } from './brace-stubs.ts';
import { constantReturns } from './constant-return.ts';
import { duplicateDefinitions } from './duplicate-definition.ts';
import { elisionPlaceholders } from './elision-placeholder.ts';
import { widenedExcludes } from './exclude-widened.ts';
import { type FilePair, type FileVersion, readPairs } from './file-pair.ts';
import { generatorsOption, generatorSightings } from './generators.ts';
import { unknownGoPackages } from './go-imports.ts';
import { invisibleCharacters } from './invisible-character.ts';
import { unknownJavaClasses } from './java-imports.ts';
import { mergeMarkers } from './merge-marker.ts';
import { outsideScope } from './outside-scope.ts';
import { touchedProtectedPaths } from './protected-path.ts';
import { isWeakening, RULES, type Sighting } from './rules.ts';
import { pythonArtefacts } from './python-artefacts.ts';
import { pythonStubs } from './python-stubs.ts';
import { unknownCrates } from './rust-imports.ts';
import { sharedSettings } from './shared-settings.ts';
import { strayCodeFences } from './stray-code-fence.ts';
import { stubs, stubsForOthers } from './stub.ts';
import { addedSuppressions } from './suppression-added.ts';
import { subjectLoss } from './test-subject.ts';
import { testWeakenings } from './test-weakening.ts';
import { loweredThresholds } from './threshold-lowered.ts';
import { truncatedFile } from './truncated-file.ts';
import { unheardFailures } from './unheard-failure.ts';
import { unresolvedImports } from './unresolved-import.ts';
import { waiverFaults, withoutSettled } from './waiver-faults.ts';

/** Rules that look at one version of a file; what base has too is `unchanged`. */
const ON_EACH_SIDE: readonly ((version: FileVersion, tree: Tree) => readonly Sighting[] | Promise<readonly Sighting[]>)[] = [
  elisionPlaceholders,
  mergeMarkers,
  strayCodeFences,
  duplicateDefinitions,
  braceDuplicates,
  stubs,
  braceStubs,
  unresolvedImports,
  unknownCrates,
  unknownGoPackages,
  unknownJavaClasses,
  pythonArtefacts,
];

/** Rules that compare both versions of a file themselves. */
const ON_BOTH_SIDES: readonly ((pair: FilePair, head: Tree) => readonly Sighting[])[] = [
  truncatedFile,
  invisibleCharacters,
  constantReturns,
  stubsForOthers,
  braceConstants,
  pythonStubs,
  sharedSettings,
  widenedExcludes,
  unheardFailures,
];

/** Rules that need all files of the change at once: what one file loses another may have gained. */
const ON_THE_CHANGE: readonly ((pairs: readonly FilePair[], head: Tree) => readonly Sighting[] | Promise<readonly Sighting[]>)[] = [
  addedSuppressions,
  loweredThresholds,
];

export default defineChecker({
  title: 'The change is what it claims to be, weakens no gate and stays inside its order',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'workOrder', 'protectedPaths', 'waivers', 'workspaces', 'mayRunCode'],
  version: 26,
  cost: 'cheap',
  parses: true,
  options: z.strictObject({ generators: generatorsOption }),
  rules: RULES,
  async check(input) {
    const { change, base, head, workOrder, protectedPaths, waivers, workspaces, signal, report, inScope, examined, measure } = input;
    let allowed = 0;
    const say = ({ rule, ...observation }: Sighting, side: Observation['side'] = 'head') => {
      const isAllowed = isWeakening(rule) && workOrder !== null && workOrder.mayChange.some((glob) => matchesGlob(observation.path, glob));
      if (isAllowed) allowed += 1;
      else report(rule, { ...observation, side });
    };
    const pairs = await readPairs({ change, base, head });
    for (const pair of pairs) {
      signal.throwIfAborted();
      for (const rule of ON_EACH_SIDE) {
        if (pair.base !== null) for (const sighting of await rule(pair.base, base)) say(sighting, 'base');
        if (pair.head !== null) for (const sighting of await rule(pair.head, head)) say(sighting);
      }
      for (const rule of ON_BOTH_SIDES) for (const sighting of rule(pair, head)) say(sighting);
    }
    signal.throwIfAborted();
    for (const rule of ON_THE_CHANGE) for (const sighting of await rule(pairs, head)) say(sighting);
    for (const sighting of await testWeakenings({ pairs, base, head, hasLostItsSubject: subjectLoss({ base, head, pairs }) }))
      say(sighting);
    const decided = withoutSettled(change, waivers);
    for (const sighting of await touchedProtectedPaths({ change: decided, base, head, protectedPaths })) say(sighting);
    // What the order allows is left out of these already.
    for (const { path, message, package: code } of await workspaces.lockfileFaults())
      say({ rule: 'locked-package-swapped', message, path, code });
    for (const sighting of outsideScope(decided, workOrder)) say(sighting);
    for (const sighting of waiverFaults(waivers)) say(sighting);
    const { generators } = input.options;
    if (input.mayRunCode)
      for await (const [sighting, side] of generatorSightings({ generators, base, head, workspaces, signal })) say(sighting, side);

    const seen = pairs.filter((pair) => pair.head !== null);
    inScope(seen.map(({ file }) => file.path));
    examined(seen.filter(isRead).map(({ file }) => file.path));
    measure('weakenings allowed by the order', allowed, 'findings');
    measure(
      'files not read as text',
      pairs.filter(({ file, head: version }) => version === null && file.status !== 'deleted').length,
      'files',
    );
    measure(
      'files too large to parse',
      pairs.filter((pair) => pair.head?.isTooLarge === true && sourceLanguage(pair.file.path) !== null).length,
      'files',
    );
  },
});

/** Read as text, and where it is JavaScript, TypeScript or Python also as a program. */
function isRead({ head }: FilePair): boolean {
  if (head === null) return false;
  if (isPython(head.path)) return !head.isTooLarge && readPython(head.text).problem === null;
  return sourceLanguage(head.path) === null || (head.parsed !== null && head.parsed.problem === null);
}
