import { UserError } from '../domain/error.ts';
import { canonicalDigest } from './canonical-digest.ts';
import { spelledOut } from './known-tools.ts';
import { CONFIG_PATH } from './load.ts';
import type { Config } from './schema.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

/** Where a repository keeps checkers of its own, each a folder with a `checker.ts`; a folder without one is code they share. */
export const OWN_CHECKERS = '.jidoka/checkers';

const ENTRY = 'checker.ts';
const PROGRAM = /\.[cm]?[jt]s$/;
/** What a checker can be called. */
export const CHECKER_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MAX_ID = 50;

/** Numbers below are those of the twenty. */
const FIRST_NUMBER = 100;

/** What the base commit adds to the twenty: a checker of the repository's own, or an outside program of `tools`. */
export interface JoinedChecker {
  /** From 100, in order of the ids: an id is what stays. */
  readonly number: number;
  readonly id: string;
  readonly kind: 'own' | 'tool';
  /** Id of the one of the twenty whose phase decides when it is enforced; null: from the start. */
  readonly belongsTo: string | null;
}

/** Ids of the repository's own checkers. UserError for a folder that looks like one and would not be run. */
export function ownCheckerIds({ paths }: Pick<TreeSnapshot, 'paths'>): string[] {
  const inside = paths.filter((path) => path.startsWith(`${OWN_CHECKERS}/`)).map((path) => path.slice(OWN_CHECKERS.length + 1).split('/'));
  const loose = inside.find(([name = '', ...rest]) => rest.length === 0 && PROGRAM.test(name));
  if (loose !== undefined)
    throw invalid(
      `${OWN_CHECKERS}/${loose.join('/')} would never run`,
      `a checker is a folder with a ${ENTRY}; what checkers share is in a folder too`,
    );
  const folders = Map.groupBy(
    inside.filter(({ length }) => length > 1),
    ([folder = '']) => folder,
  );
  return [...folders].flatMap(([folder, files]) => {
    const isChecker = files.some(([, name, ...rest]) => name === ENTRY && rest.length === 0);
    if (!isChecker && files.some((names) => names.includes('canary') || /^checker\.[^.]+$/.test(names.at(-1) ?? '')))
      throw invalid(`${OWN_CHECKERS}/${folder} has no ${ENTRY}, so it would never run`, `name its main file ${ENTRY}`);
    if (isChecker) requireId(folder, `${OWN_CHECKERS}/${folder}`);
    return isChecker ? [folder] : [];
  });
}

/** Everything the base commit adds to the twenty. UserError for a name that is taken or that nobody can type. */
export function joinedCheckers({
  config: { tools = {} },
  own,
  taken,
}: {
  readonly config: Pick<Config, 'tools'>;
  readonly own: readonly string[];
  /** Ids of the twenty. */
  readonly taken: readonly string[];
}): JoinedChecker[] {
  const names = Object.keys(tools);
  names.forEach((name) => requireId(name, `${CONFIG_PATH}: tools.${name}`));
  const ids = [...own, ...names];
  const twice = ids.find((id, at) => taken.includes(id) || ids.indexOf(id) !== at);
  if (twice !== undefined) throw invalid(`the name ${twice} is taken by another checker or tool`, 'give it a name of its own');
  return ids.toSorted().map((id, at) => ({
    number: FIRST_NUMBER + at,
    id,
    kind: own.includes(id) ? 'own' : 'tool',
    belongsTo: tools[id] === undefined ? null : spelledOut(tools[id]).checker,
  }));
}

/** All files of the own checkers with their text, as they are run: without the canaries, which decide nothing. */
export async function ownCheckerFiles(tree: TreeSnapshot): Promise<ReadonlyMap<string, string>> {
  const paths = tree.paths.filter(
    (path) => path.startsWith(`${OWN_CHECKERS}/`) && !/^[^/]+\/canary\//.test(path.slice(OWN_CHECKERS.length + 1)),
  );
  return new Map(
    await Promise.all(paths.map(async (path) => [path.slice(OWN_CHECKERS.length + 1), (await tree.read(path)) ?? ''] as const)),
  );
}

/** Digest of what the own checkers consist of; null where there are none. */
export async function ownCheckersDigest(tree: TreeSnapshot): Promise<string | null> {
  const files = await ownCheckerFiles(tree);
  return files.size === 0 ? null : canonicalDigest([...files]);
}

function requireId(id: string, where: string): void {
  if (CHECKER_ID.test(id) && id.length <= MAX_ID) return;
  throw invalid(
    `${where}: expected a name of small letters, digits and single hyphens, at most ${MAX_ID} long, found ${JSON.stringify(id)}`,
    'rename it',
  );
}

function invalid(message: string, hint: string): UserError {
  return new UserError('CONFIG_INVALID', message, { hint });
}
