import type { Node } from 'oxc-parser';
import { keyName, stringValue } from '../../../syntax/literal.ts';
import { oncePerProgram } from '../../../syntax/once-per-program.ts';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import { commonJsExports } from './common-js.ts';
import { isMarkedInternal } from './internal-mark.ts';
import { kindOf as kindOfLiteral, plainTypes } from './plain-types.ts';
import { functionOf, isFunction, overloaded, type Shape, shapeOf, type Signature, signatureOf } from './signature.ts';

/** What a name is that a module offers. */
export interface Declared {
  /** It exists when the program runs, not only for the compiler; null where that is not written here. */
  readonly isValue: boolean | null;
  /** Of a function that is written once. */
  readonly signature: Signature | null;
  /** Of a function every way to call it, without that of its body where others are written above. */
  readonly overloads: readonly Signature[] | null;
  /** Members of an enum. */
  readonly members: ReadonlySet<string> | null;
  /** What each of them stands for, as far as it is written. */
  readonly values: ReadonlyMap<string, string> | null;
  /** Of a constant what it may be, where its type or a literal says it. */
  readonly held: ReadonlySet<string> | null;
  /** Of a constant that is an object, without what is spread into it, its members. */
  readonly keys: ReadonlySet<string> | null;
  /** Of an alias that is made of keywords and literals, what it may be. */
  readonly choice: ReadonlySet<string> | null;
  /** Of an alias or an interface the type parameters that have to be said. */
  readonly typeParameters: number | null;
  /** Of an interface, an object type or a class. */
  readonly shape: Shape | null;
  readonly isInternal: boolean;
  /** Where it is declared; null where that is not written here. */
  readonly line: number | null;
}

export interface Forwarded {
  readonly from: string;
  /** What it is called there; `*`: all of it. */
  readonly name: string;
  /** It is handed on to the compiler alone. */
  readonly isType: boolean;
}

/** Where a module says that it offers a name. */
export interface Saying {
  readonly line: number;
  /** What it is called in the module itself. */
  readonly local: string;
  /** Where it says that it is for the compiler alone; null where it does not. */
  readonly typeLine: number | null;
}

/** What a module offers, as it is written in it alone. */
export interface ModuleRecord {
  readonly declared: ReadonlyMap<string, Declared>;
  /** Names that come from another module. */
  readonly forwarded: ReadonlyMap<string, Forwarded>;
  /** Modules everything of which is offered, and where. */
  readonly stars: ReadonlyMap<string, number>;
  /** Of what is declared and what is forwarded. */
  readonly sayings: ReadonlyMap<string, Saying>;
  /** What stands at its top, offered or not, and where. */
  readonly locals: ReadonlyMap<string, number>;
  /** It offers something that syntax does not tell. */
  readonly isOpen: boolean;
}

const EMPTY: ModuleRecord = {
  declared: new Map(),
  forwarded: new Map(),
  stars: new Map(),
  sayings: new Map(),
  locals: new Map(),
  isOpen: true,
};

const records = new WeakMap<ParsedSource, ModuleRecord>();

export function moduleRecord(source: ParsedSource): ModuleRecord {
  const known = records.get(source) ?? (source.problem === null ? read(source) : EMPTY);
  records.set(source, known);
  return known;
}

type Imports = ReadonlyMap<string, Forwarded & { readonly start: number }>;

const importsOf = oncePerProgram((program: Node): Imports => {
  const imports = new Map<string, Forwarded & { readonly start: number }>();
  if (program.type !== 'Program') return imports;
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const one of statement.specifiers) {
      const name = one.type === 'ImportSpecifier' ? (keyName(one.imported) ?? '') : one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
      const isType = statement.importKind === 'type' || (one.type === 'ImportSpecifier' && one.importKind === 'type');
      imports.set(one.local.name, { from: statement.source.value, name, isType, start: one.start });
    }
  }
  return imports;
});

function read(source: ParsedSource): ModuleRecord {
  const { program } = source;
  const local = localDeclarations(source);
  const imports = importsOf(program);
  const declared = new Map<string, Declared>();
  const forwarded = new Map<string, Forwarded>();
  const stars = new Map<string, number>();
  const sayings = new Map<string, Saying>();
  let isOpen = false;
  const say = (exported: string, at: Node, { local: inner = exported, typeAt = null }: { local?: string; typeAt?: number | null } = {}) =>
    void sayings.set(exported, { line: source.lineOf(at.start), local: inner, typeLine: typeAt === null ? null : source.lineOf(typeAt) });
  const offer = (exported: string, name: string, { at, isType }: { readonly at: Node; readonly isType: boolean }) => {
    const origin = imports.get(name);
    say(exported, at, { local: name, typeAt: isType ? at.start : origin?.isType === true ? origin.start : null });
    if (origin !== undefined) forwarded.set(exported, { ...origin, isType: isType || origin.isType });
    else declared.set(exported, isType ? asType(local.get(name) ?? UNKNOWN) : (local.get(name) ?? UNKNOWN));
  };
  for (const node of program.body) {
    if (node.type === 'ExportAllDeclaration') {
      const isType = node.exportKind === 'type';
      if (node.exported === null) stars.set(node.source.value, source.lineOf(node.start));
      else {
        forwarded.set(keyName(node.exported) ?? '', { from: node.source.value, name: '*', isType });
        say(keyName(node.exported) ?? '', node, { typeAt: isType ? node.start : null });
      }
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const at of node.specifiers) {
        const [to, of] = [keyName(at.exported) ?? '', keyName(at.local) ?? ''];
        const isType = node.exportKind === 'type' || at.exportKind === 'type';
        if (node.source === null) offer(to, of, { at, isType });
        else {
          forwarded.set(to, { from: node.source.value, name: of, isType });
          say(to, at, { typeAt: isType ? at.start : null });
        }
      }
      for (const name of node.declaration === null ? [] : namesOf(node.declaration)) {
        declared.set(name, local.get(name) ?? UNKNOWN);
        sayings.set(name, { line: local.get(name)?.line ?? source.lineOf(node.start), local: name, typeLine: null });
      }
    } else if (node.type === 'ExportDefaultDeclaration') {
      const { declaration } = node;
      if (declaration.type === 'Identifier') offer('default', declaration.name, { at: node, isType: false });
      else {
        declared.set('default', describe(declaration, source));
        say('default', node, { local: namesOf(declaration)[0] ?? 'default' });
      }
    } else if (node.type === 'TSExportAssignment') {
      const name = node.expression.type === 'Identifier' ? node.expression.name : '';
      const inside = membersOf(name, source);
      declared.set('export =', local.get(name) ?? UNKNOWN);
      say('export =', node, { local: name });
      for (const [member, one] of inside) declared.set(member, one);
      for (const [member, { line }] of inside) sayings.set(member, { line: line ?? 1, local: member, typeLine: null });
      // A variable has whatever its type has.
      isOpen ||= !local.get(name)?.overloads || inside.size === 0;
    }
  }
  const isMore = addCommonJs(source, { declared, sayings, stars });
  const locals = new Map([...local].flatMap(([name, { line }]) => (line === null ? [] : [[name, line] as const])));
  return { declared, forwarded, stars, sayings, locals, isOpen: isOpen || isMore };
}

/** What is assigned; true: and more than syntax tells. */
function addCommonJs(
  source: ParsedSource,
  {
    declared,
    sayings,
    stars,
  }: { readonly declared: Map<string, Declared>; readonly sayings: Map<string, Saying>; readonly stars: Map<string, number> },
): boolean {
  const common = commonJsExports(source);
  for (const [name, at] of common.names) {
    declared.set(name, { ...UNKNOWN, line: source.lineOf(at) });
    sayings.set(name, { line: source.lineOf(at), local: name, typeLine: null });
  }
  for (const [star, at] of common.stars) stars.set(star, source.lineOf(at));
  return common.isOpen;
}

export const UNKNOWN: Declared = {
  isValue: null,
  signature: null,
  overloads: null,
  members: null,
  values: null,
  held: null,
  keys: null,
  choice: null,
  typeParameters: null,
  shape: null,
  isInternal: false,
  line: null,
};

/** What is left of it for the compiler alone. */
export function asType(declared: Declared): Declared {
  return { ...declared, isValue: false, signature: null, overloads: null };
}

/** What stands at the top of a module, by name. A name that is declared several times is known by what all of it is. */
function localDeclarations(source: ParsedSource): ReadonlyMap<string, Declared> {
  const local = new Map<string, Declared>();
  for (const statement of source.program.body) {
    const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const node: Node | null = isExport ? statement.declaration : statement;
    if (node === null) continue;
    const variables = node.type === 'VariableDeclaration' ? node.declarations : [node];
    for (const one of variables) {
      for (const name of namesOf(one)) {
        const known = local.get(name);
        // A namespace says nothing of how a function is called.
        if (one.type === 'TSModuleDeclaration' && known?.overloads) continue;
        const found = { ...describe(one, source), isInternal: isMarkedInternal(statement, source) };
        // Several make an overload or a merge, which together say something else than each.
        local.set(
          name,
          known === undefined
            ? found
            : {
                ...UNKNOWN,
                isValue: known.isValue === true || found.isValue === true ? true : null,
                ...overloaded(known, found),
                isInternal: known.isInternal || found.isInternal,
                line: known.line,
              },
        );
      }
    }
  }
  return local;
}

/** What namespaces of a name declare: in definitions all of it is offered. */
function membersOf(name: string, source: ParsedSource): ReadonlyMap<string, Declared> {
  const members = new Map<string, Declared>();
  for (const space of source.program.body) {
    if (space.type !== 'TSModuleDeclaration' || space.id.type !== 'Identifier' || space.id.name !== name) continue;
    for (const statement of space.body?.body ?? []) {
      const node: Node | null = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      const declared = node?.type === 'VariableDeclaration' ? node.declarations : node === null ? [] : [node];
      for (const one of declared)
        for (const member of namesOf(one))
          members.set(member, members.has(member) ? { ...UNKNOWN, line: members.get(member)?.line ?? null } : describe(one, source));
    }
  }
  return members;
}

function namesOf(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(namesOf);
    case 'VariableDeclarator':
      return patternNames(node.id);
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
      return node.id === null ? [] : [node.id.name];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
    case 'TSImportEqualsDeclaration':
      return [node.id.name];
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? [node.id.name] : [];
    default:
      return [];
  }
}

function patternNames(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => patternNames(one.type === 'Property' ? one.value : one.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one === null ? [] : patternNames(one)));
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    default:
      return [];
  }
}

const VALUE: Declared = { ...UNKNOWN, isValue: true };

function describe(node: Node, source: ParsedSource): Declared {
  return { ...kindOf(node, source), line: source.lineOf(node.start) };
}

function kindOf(node: Node, source: ParsedSource): Declared {
  if (isFunction(node)) return { ...VALUE, ...functionOf(signatureOf(node, source), node.body !== null) };
  switch (node.type) {
    case 'VariableDeclarator': {
      // A variable with a type is what the type says, not what it happens to hold.
      const isTyped = node.id.type === 'Identifier' && node.id.typeAnnotation !== null && node.id.typeAnnotation !== undefined;
      const type: Node | null = node.id.type === 'Identifier' ? (node.id.typeAnnotation?.typeAnnotation ?? null) : null;
      if (type?.type === 'TSFunctionType') return { ...VALUE, ...functionOf(signatureOf(type, source), true) };
      return isFunction(node.init) && !isTyped
        ? { ...VALUE, ...functionOf(signatureOf(node.init, source), true) }
        : { ...VALUE, ...heldBy(node.init, type, source) };
    }
    case 'TSEnumDeclaration':
      return {
        ...VALUE,
        members: new Set(node.body.members.flatMap(({ id }) => keyName(id) ?? stringValue(id) ?? [])),
        values: valuesOf(node),
      };
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return {
        ...UNKNOWN,
        isValue: false,
        choice: node.type === 'TSTypeAliasDeclaration' ? plainTypes(node.typeAnnotation, source.text) : null,
        typeParameters: (node.typeParameters?.params ?? []).filter((one) => one.default === null).length,
        shape: shapeOf(node, source),
      };
    case 'ClassDeclaration':
      return { ...VALUE, shape: shapeOf(node, source) };
    case 'ObjectExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return { ...UNKNOWN, ...heldBy(node, null, source) };
    default:
      return UNKNOWN;
  }
}

/** What a variable holds that nobody gives anything else: by its type, else by what is written. */
function heldBy(init: Node | null, type: Node | null, source: ParsedSource): Pick<Declared, 'held' | 'keys'> {
  if (source.language !== 'ts') return { held: null, keys: null };
  if (type !== null) return { held: plainTypes(type, source.text), keys: null };
  const value = init === null ? null : bare(init, source.text);
  if (value?.type === 'Literal' && !('regex' in value))
    return { held: new Set([kindOfLiteral(source.text.slice(value.start, value.end))]), keys: null };
  if (value?.type !== 'ObjectExpression') return { held: null, keys: null };
  const names = value.properties.map((one) => (one.type === 'Property' && !one.computed ? keyName(one.key) : null));
  return { held: null, keys: names.includes(null) ? null : new Set(names.flatMap((one) => one ?? [])) };
}

/** Without what only says how exactly it is known: `as const`, `satisfies A`. */
function bare(node: Node, text: string): Node {
  const isPlain =
    node.type === 'TSSatisfiesExpression' || (node.type === 'TSAsExpression' && /\bconst$/.test(text.slice(node.start, node.end)));
  return isPlain ? bare(node.expression, text) : node;
}

/** A member without a value counts on from the one before. */
function valuesOf(node: Extract<Node, { type: 'TSEnumDeclaration' }>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let next: number | null = 0;
  for (const { id, initializer } of node.body.members) {
    const name = keyName(id) ?? stringValue(id) ?? '';
    const value: unknown =
      initializer === null ? next : initializer.type === 'Literal' && 'value' in initializer ? initializer.value : null;
    next = typeof value === 'number' ? value + 1 : null;
    if (typeof value === 'number' || typeof value === 'string') values.set(name, JSON.stringify(value));
  }
  return values;
}
