import { basePath } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import { type PrivateFolder, privateFolder } from '../../platform/private-folder.ts';
import type { DefinitionAnswer, DefinitionProblem, DefinitionQuestion, DefinitionRequest, DefinitionsPlace } from '../tool.ts';
import { type BufCopy, bufCopy } from './buf-copies.ts';
import { type BufInput, bufInputs } from './buf-inputs.ts';
import { type BufAnnotation, type BufSaid, readBuf } from './read-buf.ts';
import { type Run, runningIn, versionOn } from './run-definition-tool.ts';

type BufQuestion = Exclude<DefinitionQuestion, 'smithy-valid'>;

const NOTHING: DefinitionAnswer = { tool: null, problems: [], caveats: [] };
const MOST_FILES = 20_000;
/** Each time it is told what is not there, files of a few more levels are left out. */
const MOST_ROUNDS = 20;

/** Asks `buf` by the base commit's buf.yaml, where there is one: what the change writes there, or locks, tells it nothing. */
export async function askBuf(place: DefinitionsPlace, question: BufQuestion, request: DefinitionRequest): Promise<DefinitionAnswer> {
  const inputs = await bufInputs(request);
  if (inputs.length === 0) return NOTHING;
  const names = inputs.map(({ name }) => name).join(', ');
  if (!place.mayRunCode) return { ...NOTHING, caveats: [`buf was not asked by ${names}: an audit starts no program`] };
  await using folder = await privateFolder();
  const run = runningIn(folder.path, place, request);
  const version = await versionOn(run, ['buf', '--version']);
  if (version === null) return { ...NOTHING, caveats: [`buf was not asked by ${names}: there is none on the PATH`] };
  const said: string[] = [];
  const asked: Asked = { ask: askingWith(run, said), folder, request };
  await requireCanary(asked, question);
  const answers: Answer[] = [];
  for (const [at, input] of inputs.entries()) answers.push(await judge(asked, { input, name: `${at}`, question }));
  return {
    tool: { name: 'buf', version, digest: await place.keep(`${said.join('\n')}\n`) },
    problems: answers.flatMap(({ problems }) => problems),
    caveats: answers.flatMap(({ caveats }) => caveats),
  };
}

interface Asked {
  readonly ask: (args: readonly string[]) => Promise<BufSaid>;
  readonly folder: PrivateFolder;
  readonly request: DefinitionRequest;
}

type Answer = Pick<DefinitionAnswer, 'problems' | 'caveats'>;

function askingWith(run: Run, said: string[]): Asked['ask'] {
  return async (args) => {
    const result = await run(['buf', ...args, '--error-format=json']);
    said.push(`buf ${args.join(' ')} (exit code ${result.exitCode})`, result.stdout, result.stderr);
    return readBuf(result);
  };
}

const PLANTED = (type: string) => `syntax = "proto3";\npackage jidoka.canary.v1;\nmessage Canary {\n  ${type} number = 1;\n}\n`;

/** A program that lets a fault pass which none can overlook says nothing about others. */
async function requireCanary({ ask, folder }: Asked, question: BufQuestion): Promise<void> {
  const types = question === 'protobuf-breaks' ? ['int32', 'string'] : ['int32', 'Nowhere'];
  for (const [at, type] of types.entries()) {
    await folder.folder(`planted-${at}`);
    await folder.write(`planted-${at}/canary.proto`, PLANTED(type));
  }
  const said = await ask(question === 'protobuf-breaks' ? ['breaking', 'planted-1', '--against', 'planted-0'] : ['build', 'planted-1']);
  const [code, line] = question === 'protobuf-breaks' ? ['FIELD_SAME_TYPE', 4] : ['COMPILE', 4];
  const isFound =
    said.is === 'found' &&
    said.annotations.some(({ type, path, range }) => type === code && path === 'planted-1/canary.proto' && range?.startLine === line);
  if (!isFound) throw new AdapterError('CANARY_MISSED', 'buf did not find the planted fault: what it says of others proves nothing');
}

interface Judged {
  readonly input: BufInput;
  readonly name: string;
  readonly question: BufQuestion;
}

interface Sides {
  readonly base: BufCopy;
  readonly head: BufCopy;
}

async function judge(asked: Asked, { input, name, question }: Judged): Promise<Answer> {
  const { folder, request } = asked;
  const copies: Sides = {
    base: await bufCopy({ folder, name: `${name}-base`, tree: request.base, input }),
    head: await bufCopy({ folder, name: `${name}-head`, tree: request.head, input }),
  };
  const where = input.name;
  const said = (words: string): Answer => ({ problems: [], caveats: [`buf was not asked by ${where}: ${words}`] });
  if (copies.base.paths.size + copies.head.paths.size > MOST_FILES) return said(`there are more than ${MOST_FILES} files`);
  const built = await buildBoth(asked, input, copies);
  if (built === null) return said('what its files import is not here');
  const { base, head } = built;
  if (base.is === 'unable' && copies.base.paths.size > 0) return said(base.words);
  const left = leftOut(copies, where);
  const problems = (side: 'base' | 'head', one: BufSaid, about: DefinitionProblem['about']) =>
    one.is !== 'found' ? [] : one.annotations.map((found) => problemOf(found, { copies, side, about, where }));
  if (question === 'protobuf-valid') {
    if (head.is === 'unable') return said(head.words);
    const style = input.asksForStyle ? await styleOf(asked, copies, built) : [];
    const ofStyle = style.flatMap(([side, one]) => problems(side, one, 'style').filter(isOfChange(asked, copies)));
    return { problems: [...problems('base', base, 'compile'), ...problems('head', head, 'compile'), ...ofStyle], caveats: left };
  }
  if (copies.base.paths.size === 0) return { problems: [], caveats: [] };
  if (base.is === 'found') return said('the base commit does not compile');
  // Of what the judged tree has none of any more, what went is seen without it.
  if (copies.head.paths.size === 0) return said('the judged tree has no .proto file there any more');
  if (head.is === 'unable')
    return {
      problems: [
        {
          about: 'compile',
          side: 'head',
          path: where,
          code: 'unable',
          message: `the judged tree cannot be read by the base commit's ${where} any more: ${head.words}`,
        },
      ],
      caveats: [],
    };
  if (head.is === 'found') return { problems: problems('head', head, 'compile'), caveats: [] };
  const broken = await asked.ask(['breaking', copies.head.dir, '--against', copies.base.dir]);
  if (broken.is === 'unable') return said(broken.words);
  const isMild = (code: string) => !input.asksForBreaks || (isWhole(code) && [...copies.head.leftOut].some(isTouched(asked)));
  return {
    problems: problems('head', broken, 'break').map((one) => (isMild(one.code) ? { ...one, isMild: true } : one)),
    caveats: left,
  };
}

/** Both sides, without the files that import what is not there: those of a module that a registry has are never fetched. Null where that has no end. */
async function buildBoth(asked: Asked, input: BufInput, { base, head }: Sides): Promise<Readonly<Record<'base' | 'head', BufSaid>> | null> {
  const { ask } = asked;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const built = { base: await build(ask, base), head: await build(ask, head) };
    const missing = [...unresolvedIn(built.base, base), ...unresolvedIn(built.head, head)];
    if (missing.length === 0 || (round === 0 && unresolvedIn(built.base, base).length === 0 && (await isWholeIn(asked, input))))
      return built;
    for (const copy of [base, head]) await copy.leaveOut(missing);
    // What one side leaves out the other does not know of either.
    for (const [copy, other] of [
      [base, head],
      [head, base],
    ] as const)
      await copy.leaveOut(other.leftOut);
  }
  return null;
}

/** Whether all that its files import is in the tree itself: no module of a registry is named, neither before nor now. */
async function isWholeIn({ request: { head } }: Asked, { hasDeps, settings }: BufInput): Promise<boolean> {
  if (hasDeps) return false;
  for (const [path, text] of settings) if ((await head.read(path)) !== text) return false;
  return true;
}

async function build(ask: Asked['ask'], { dir, paths }: BufCopy): Promise<BufSaid> {
  return paths.size === 0 ? { is: 'clean' } : ask(['build', dir]);
}

function unresolvedIn(said: BufSaid, copy: BufCopy): string[] {
  if (said.is !== 'found') return [];
  return said.annotations.flatMap(({ path, range, type, message }) => {
    const own = path === null ? null : copy.pathOf(path);
    if (own === null || range === null || type !== 'COMPILE' || copy.leftOut.has(own) || !/not exist|not found|no such file/i.test(message))
      return [];
    return /^\s*import\b/.test(copy.textOf(own).split('\n')[range.startLine - 1] ?? '') ? [own] : [];
  });
}

const MOST_NAMED = 3;

function leftOut({ base, head }: Sides, where: string): string[] {
  const { leftOut: left, paths } = head.paths.size > 0 ? head : base;
  if (left.size === 0) return [];
  const named = [...left].slice(0, MOST_NAMED).join(', ');
  return [
    `buf was not asked about ${left.size} of the ${paths.size} files of ${where}, as what they import is not here: ${named}${left.size > MOST_NAMED ? ' …' : ''}`,
  ];
}

async function styleOf({ ask }: Asked, copies: Sides, built: Readonly<Record<'base' | 'head', BufSaid>>) {
  const answers: (readonly ['base' | 'head', BufSaid])[] = [];
  // Without what base has of it, all of it would be new.
  if (built.base.is !== 'clean' || built.head.is !== 'clean') return answers;
  for (const side of ['base', 'head'] as const)
    if (copies[side].paths.size > 0) answers.push([side, await ask(['lint', copies[side].dir])]);
  return answers;
}

function isOfChange(asked: Asked, copies: Sides) {
  const isChanged = isTouched(asked);
  return ({ path, side }: DefinitionProblem) => isChanged(path) && !copies[side].leftOut.has(path);
}

function isTouched({ request: { change } }: Asked): (path: string) => boolean {
  const touched = new Set(change.files.flatMap((file) => [file.path, basePath(file)]));
  return (path) => touched.has(path);
}

/** Whether it says that a file or a definition as a whole is gone, which may be in a file that was left out. */
function isWhole(code: string): boolean {
  return /^(?:FILE|(?:PACKAGE_)?(?:MESSAGE|ENUM|SERVICE|EXTENSION)|PACKAGE)_NO_DELETE$/.test(code);
}

function problemOf(
  { path: given, range, type, message }: BufAnnotation,
  { copies, side, about, where }: Pick<DefinitionProblem, 'side' | 'about'> & { readonly copies: Sides; readonly where: string },
): DefinitionProblem {
  const path = given === null ? goneIn(copies.base, message) : copies[side].pathOf(given);
  return { about, side, path: path ?? where, ...(path === null || range === null ? {} : { range }), code: type, message };
}

/** Of a file that is gone it gives no place, and the name that others import it by. */
function goneIn({ paths }: BufCopy, message: string): string | null {
  const name = /"([^"]+\.proto)"/.exec(message)?.[1];
  const meant = [...paths].filter((path) => path === name || path.endsWith(`/${name}`));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}
