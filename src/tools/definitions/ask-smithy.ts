import { posix } from 'node:path';
import { basePath } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { type PrivateFolder, privateFolder } from '../../platform/private-folder.ts';
import { parseJson } from '../parse-json.ts';
import type { DefinitionAnswer, DefinitionProblem, DefinitionRequest, DefinitionsPlace } from '../tool.ts';
import { readSmithy, type SmithyEvent, type SmithySaid } from './read-smithy.ts';
import { type Run, runningIn, versionOn } from './run-definition-tool.ts';

const SETTINGS = 'smithy-build.json';
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third[_-]party|build|target|\.[^/]+)\//;
const MOST_FILES = 20_000;

/** Asks `smithy validate` by the base commit's smithy-build.json. Whatever model it is not asked about is counted. */
export async function askSmithy(place: DefinitionsPlace, request: DefinitionRequest): Promise<DefinitionAnswer> {
  const { base, head, change } = request;
  const changed = change.files.flatMap((file) => [file.path, basePath(file)]).filter(isModel);
  if (changed.length === 0) return { tool: null, problems: [], caveats: [] };
  const left = (paths: Iterable<string>, why: string) => {
    const { size } = new Set([...paths].filter((path) => head.has(path)));
    return size === 0 ? [] : [`${size} Smithy ${size === 1 ? 'file' : 'files'} of the change not examined: ${why}`];
  };
  const nothing = (why: string): DefinitionAnswer => ({ tool: null, problems: [], caveats: left(changed, why) });
  const folders = new Map(changed.map((path) => [path, folderFor(base, path)]));
  const inputs = [...new Set(folders.values())].filter((folder) => folder !== null);
  if (inputs.length === 0) return nothing(`no ${SETTINGS} of the base commit says what they belong to`);
  if (!place.mayRunCode) return nothing('an audit starts no program');
  await using folder = await privateFolder();
  const run = runningIn(folder.path, place, request);
  const version = await versionOn(run, ['smithy', '--version']);
  if (version === null) return nothing('there is no smithy on the PATH');
  const said: string[] = [];
  const asked: Asked = { ask: askingWith(run, said), folder, request };
  await requireCanary(asked);
  const of = (input: string | null) => changed.filter((path) => folders.get(path) === input);
  const problems: DefinitionProblem[] = [];
  const caveats = left(of(null), `no ${SETTINGS} of the base commit says what they belong to`);
  for (const [at, input] of inputs.entries()) {
    const answer = await judge(asked, { input, name: `${at}` });
    if (typeof answer === 'string') caveats.push(...left(of(input), answer));
    else problems.push(...answer);
  }
  return { tool: { name: 'smithy', version, digest: await place.keep(`${said.join('\n')}\n`) }, problems, caveats };
}

interface Asked {
  readonly ask: (dir: string, models?: readonly string[]) => Promise<SmithySaid>;
  readonly folder: PrivateFolder;
  readonly request: DefinitionRequest;
}

function isModel(path: string): boolean {
  return path.endsWith('.smithy') && !FOREIGN.test(path);
}

/** The nearest folder above with settings at base; the tree itself is the empty one. */
function folderFor(base: Tree, path: string): string | null {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    if (base.has(posix.join(folder, SETTINGS))) return folder === '.' ? '' : folder;
    if (folder === '.') return null;
  }
}

function askingWith(run: Run, said: string[]): Asked['ask'] {
  return async (dir, models = []) => {
    // What a library defines is not here, and nobody may fetch it.
    const command = [
      'smithy',
      'validate',
      '--format',
      'csv',
      '--severity',
      'DANGER',
      '--allow-unknown-traits',
      '--no-color',
      ...models,
    ] as const;
    const result = await run(command, dir);
    said.push(`smithy validate in ${dir} (exit code ${result.exitCode})`, result.stdout, result.stderr);
    return readSmithy(result);
  };
}

const PLANTED = '$version: "2"\nnamespace jidoka.canary\nstructure Canary {\n    value: Nowhere\n}\n';

/** A program that lets a fault pass which none can overlook says nothing about others. */
async function requireCanary({ ask, folder }: Asked): Promise<void> {
  await folder.folder('planted');
  await folder.write('planted/canary.smithy', PLANTED);
  const said = await ask('planted', ['canary.smithy']);
  if (said.is !== 'found' || !said.events.some(({ file, line }) => posix.basename(file) === 'canary.smithy' && line === 4))
    throw new AdapterError('CANARY_MISSED', 'smithy did not find the planted fault: what it says of others proves nothing');
}

/** Both sides by the settings of base; in words why not. */
async function judge(
  asked: Asked,
  { input, name }: { readonly input: string; readonly name: string },
): Promise<DefinitionProblem[] | string> {
  const { base, head } = asked.request;
  const path = posix.join(input, SETTINGS);
  const settings = (await base.read(path)) ?? '';
  const files = (tree: Tree) => tree.paths.filter((one) => isPartOf(tree, one, input));
  if (files(base).length + files(head).length > MOST_FILES) return `there are more than ${MOST_FILES} files`;
  const before = await copyAndAsk(asked, { tree: base, files: files(base), dir: `${name}-base`, input, settings });
  if (before.is === 'unable') return before.words;
  // Mostly for the want of a library: nobody could say which of them the change brings.
  if (before.is === 'found') return `the models of the base commit are not valid by ${path}: ${before.events[0]?.message ?? ''}`;
  const after = await copyAndAsk(asked, { tree: head, files: files(head), dir: `${name}-head`, input, settings });
  if (after.is === 'clean') return [];
  if (after.is === 'unable')
    return [
      {
        about: 'compile',
        side: 'head',
        path,
        code: 'unable',
        message: `the judged tree cannot be read by the base commit's ${path} any more: ${after.words}`,
      },
    ];
  if (librariesIn(settings) !== librariesIn(await head.read(path)))
    return `${path} names other libraries than at base, and none is fetched`;
  return after.events.map((event) => problemOf(event, { paths: new Set(files(head)), dir: `${name}-head`, input, path }));
}

function isPartOf(tree: Tree, path: string, input: string): boolean {
  const isBelow = input === '' || path.startsWith(`${input}/`);
  return (
    isBelow &&
    /\.(?:smithy|json)$/.test(path) &&
    !FOREIGN.test(path) &&
    posix.basename(path) !== SETTINGS &&
    tree.entry(path)?.mode.startsWith('100') === true
  );
}

interface Copied {
  readonly tree: Tree;
  readonly files: readonly string[];
  readonly dir: string;
  readonly input: string;
  readonly settings: string;
}

async function copyAndAsk({ ask, folder }: Asked, { tree, files, dir, input, settings }: Copied): Promise<SmithySaid> {
  await folder.folder(dir);
  await folder.write(`${dir}/${SETTINGS}`, settings);
  for (const path of files) {
    const own = posix.join(dir, input === '' ? path : path.slice(input.length + 1));
    await folder.folder(posix.dirname(own));
    await folder.write(own, (await tree.read(path)) ?? '');
  }
  return ask(dir);
}

/** What only a registry has; of settings that cannot be read nothing. */
function librariesIn(settings: string | null): string {
  const value = settings === null ? undefined : parseJson(settings);
  return JSON.stringify(typeof value === 'object' && value !== null && 'maven' in value ? value.maven : null);
}

function problemOf(
  { id, shape, file, line, column, message }: SmithyEvent,
  { paths, dir, input, path }: { readonly paths: ReadonlySet<string>; readonly dir: string; readonly input: string; readonly path: string },
): DefinitionProblem {
  const below = file.includes(`/${dir}/`) ? file.slice(file.lastIndexOf(`/${dir}/`) + dir.length + 2) : file;
  const own = posix.join(input, below);
  const isOwn = paths.has(own);
  const range = isOwn && line > 0 ? { range: { startLine: line, startColumn: Math.max(1, column) } } : {};
  return {
    about: 'compile',
    side: 'head',
    path: isOwn ? own : path,
    ...range,
    code: id,
    message: shape === null ? message : `${shape}: ${message}`,
  };
}
