import type { SourcePlace } from '../../formats/token-reader.ts';
import { posix } from 'node:path';
import type { ProtoFile, ProtoScope } from '../../formats/protobuf/proto-file.ts';
import { isNamed, type ProtobufSource, type ProtobufTree } from './protobuf-tree.ts';
import type { ProtobufFault } from './protobuf-faults.ts';
import { wellKnownTypes } from './protobuf-well-known.ts';

const SCALARS = /^(double|float|u?int(32|64)|sint(32|64)|s?fixed(32|64)|bool|string|bytes)$/;

/** A type as a file calls it, and the message or package from where it does. */
interface Use {
  readonly type: string;
  readonly at: SourcePlace;
  readonly scope: string;
}

/** What a file can see. */
interface Sight {
  readonly types: ReadonlySet<string>;
  /** Imports that no file of the repository is: what is in them nobody knows. */
  readonly elsewhere: readonly string[];
  /** Imports that should be files of the repository, and are none. */
  readonly missing: readonly ProtobufFault[];
}

/** Imports and types of a file that are nowhere; `touched` are files that the change added or took away. */
export async function unknownInProtobuf(
  tree: ProtobufTree,
  { reading: { file } }: ProtobufSource,
  touched: ReadonlySet<string>,
): Promise<ProtobufFault[]> {
  if (file === null) return [];
  const { types, elsewhere, missing } = await sightOf(tree, file, touched);
  // What the missing ones would have brought is not said again.
  if (missing.length > 0) return [...missing];
  const scopes = scopesOf(types);
  const unknown = usesIn(file, file.package).filter((use) => !isKnown(use, types) && !mayBeElsewhere(use, { file, scopes, elsewhere }));
  return unknown.map(({ type, at }) => ({ at, message: `the type ${type} is defined neither here nor in a file that is imported` }));
}

async function sightOf(tree: ProtobufTree, file: ProtoFile, touched: ReadonlySet<string>): Promise<Sight> {
  const types = new Set(typesIn(file, file.package));
  const elsewhere: string[] = [];
  const missing: ProtobufFault[] = [];
  const known = new Set<string>();
  const open = file.imports.map((one) => ({ one, isOwn: true }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path: imported, at } = next.one;
    if (known.has(imported)) continue;
    known.add(imported);
    const wellKnown = wellKnownTypes(imported);
    for (const type of wellKnown ?? []) types.add(type);
    const paths = tree.named(imported);
    if (paths.length === 0 && wellKnown === null) {
      const isOurs = tree.hasFolderOf(imported) || [...touched].some((path) => isNamed(path, imported));
      if (isOurs && next.isOwn)
        missing.push({ at, message: `${JSON.stringify(imported)} is not there: no file of the repository is called so` });
      else elsewhere.push(imported);
    }
    for (const path of paths) {
      const { reading } = await tree.read(path);
      // What does not parse may say anything; that is said of it itself.
      if (reading.file === null) elsewhere.push(imported);
      else {
        for (const type of typesIn(reading.file, reading.file.package)) types.add(type);
        open.push(...reading.file.imports.filter(({ isPublic }) => isPublic).map((one) => ({ one, isOwn: false })));
      }
    }
  }
  return { types, elsewhere, missing };
}

function typesIn({ messages, enums }: ProtoScope, scope: string): string[] {
  return [
    ...enums.map(({ name }) => within(scope, name)),
    ...messages.flatMap((message) => [within(scope, message.name), ...typesIn(message, within(scope, message.name))]),
  ];
}

function usesIn(scope: ProtoScope & Partial<Pick<ProtoFile, 'services'>>, name: string): Use[] {
  const ofFields = (fields: ProtoFile['extends'][number]['fields']) => fields.map(({ type, typeAt: at }) => ({ type, at, scope: name }));
  return [
    ...scope.extends.flatMap(({ type, at, fields }) => [{ type, at, scope: name }, ...ofFields(fields)]),
    ...scope.messages.flatMap((message) => {
      const inner = within(name, message.name);
      return [...message.fields.map(({ type, typeAt: at }) => ({ type, at, scope: inner })), ...usesIn(message, inner)];
    }),
    ...(scope.services ?? []).flatMap(({ methods }) =>
      methods.flatMap(({ input, output }) => [input, output].map(({ type, at }) => ({ type, at, scope: name }))),
    ),
  ];
}

function within(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

/** From the innermost scope outwards. */
function isKnown({ type, scope }: Use, types: ReadonlySet<string>): boolean {
  if (SCALARS.test(type)) return true;
  if (type.startsWith('.')) return types.has(type.slice(1));
  return scopesAround(scope).some((around) => types.has(within(around, type)));
}

function scopesAround(scope: string): string[] {
  const parts = scope === '' ? [] : scope.split('.');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('.')), ''];
}

/** The packages and messages that types are in. */
function scopesOf(types: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...types].flatMap((type) => scopesAround(type).slice(1)));
}

interface Around {
  readonly file: ProtoFile;
  readonly scopes: ReadonlySet<string>;
  readonly elsewhere: readonly string[];
}

/** Files of others are in packages of others, which their folders are called after; who has no folder or no package may define anything. */
function mayBeElsewhere({ type }: Use, { file, scopes, elsewhere }: Around): boolean {
  if (elsewhere.length === 0) return false;
  const folders = elsewhere.map((path) => posix.dirname(path).replaceAll('/', '.'));
  if (file.package === '' || folders.some((folder) => folder === '.' || isRelated(folder, file.package))) return true;
  const [first = '', ...rest] = type.replace(/^\./, '').split('.');
  if (rest.length === 0) return false;
  // A package that some file here is in too.
  const isOurs = scopesAround(file.package).some((around) => scopes.has(within(around, first)));
  return !isOurs || folders.some((folder) => folder.split('.').includes(first));
}

function isRelated(folder: string, name: string): boolean {
  return folder === name || folder.startsWith(`${name}.`) || name.startsWith(`${folder}.`);
}
