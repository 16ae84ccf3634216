import type { CallExpression, Node, ObjectExpression } from 'oxc-parser';
import { keyName } from './literal.ts';
import { walk } from './walk.ts';

/** `conditional`: what is skipped depends on something only known when it runs. */
export type Skip = 'no' | 'conditional' | 'yes';

/** Objects a file holds by name, and changes nowhere. */
export type HeldObjects = ReadonlyMap<string, ObjectExpression>;

export interface TestOptions {
  /** What the object says about a name; of what is worked out it is not known. */
  skipBy(name: string): Skip;
  readonly isRetried: boolean;
  /** Some come from where nothing is seen of them: another module, a call, a name that is worked out. */
  readonly isOpaque: boolean;
  /** The one thing that is not seen, where it stands between the title and the code by name: AVA hands the code to it. */
  readonly macro: string | null;
}

export function heldObjects(program: Node): HeldObjects {
  const held = new Map<string, ObjectExpression>();
  const unsure = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'AssignmentExpression') {
      let root: Node = node.left;
      while (root.type === 'MemberExpression') root = root.object;
      if (root.type === 'Identifier') unsure.add(root.name);
    }
    if (node.type === 'CallExpression' && isChange(node) && node.arguments[0]?.type === 'Identifier') unsure.add(node.arguments[0].name);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return;
    const value = untyped(node.init);
    if (value?.type === 'ObjectExpression' && !held.has(node.id.name)) held.set(node.id.name, value);
    else unsure.add(node.id.name);
  });
  for (const name of unsure) held.delete(name);
  return held;
}

/** `Object.assign(options, …)` */
function isChange({ callee }: CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    /^(Object|Reflect)$/.test(callee.object.name) &&
    /^(assign|set|define|delete)/.test(keyName(callee.property) ?? '')
  );
}

/** `{ … } as const` */
function untyped(node: Node | null): Node | null {
  return node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression' ? untyped(node.expression) : node;
}

/** The options of a test's call: objects among the arguments, and what stands between the title and the code. */
export function optionsOf(node: CallExpression, { callback, held }: { readonly callback: Node | null; readonly held: HeldObjects }) {
  const objects = node.arguments.flatMap((one) => (one.type === 'ObjectExpression' ? [one] : heldBy(one, held)));
  const before = callback === null ? [] : node.arguments.slice(1, node.arguments.indexOf(callback as never));
  const properties = objects.flatMap((one) => propertiesOf(one, held));
  const unseen = before.filter((one) => one.type !== 'ObjectExpression' && one.type !== 'Literal' && heldBy(one, held).length === 0);
  const isUnnamed = properties.some((one) => nameOf(one) === null);
  const named = (name: string) => properties.findLast((one) => one.type === 'Property' && nameOf(one) === name);
  return {
    isOpaque: unseen.length > 0 || isUnnamed,
    macro: before.length === 1 && !isUnnamed ? calledName(unseen[0]) : null,
    isRetried: isOn(valueOf(named('retry'))),
    skipBy: (name: string): Skip => skipOf(valueOf(named(name)), name),
  } satisfies TestOptions;
}

/** `withServer`, `withServer()` */
function calledName(node: Node | undefined): string | null {
  const called = node?.type === 'CallExpression' ? node.callee : node;
  return called?.type === 'Identifier' ? called.name : null;
}

function heldBy(node: Node, held: HeldObjects): ObjectExpression[] {
  const object = node.type === 'Identifier' ? held.get(node.name) : undefined;
  return object === undefined ? [] : [object];
}

type Part = ObjectExpression['properties'][number];

/** With those of objects spread into it. */
function propertiesOf(object: ObjectExpression, held: HeldObjects): Part[] {
  return object.properties.flatMap((one) => {
    const spread = one.type === 'SpreadElement' ? heldBy(one.argument, held)[0] : undefined;
    return spread === undefined || spread === object ? [one] : spread.properties;
  });
}

function nameOf(part: Part): string | null {
  if (part.type !== 'Property') return null;
  return part.computed && part.key.type !== 'Literal' ? null : keyName(part.key);
}

function valueOf(part: Part | undefined): Node | undefined {
  return part?.type === 'Property' ? part.value : undefined;
}

function skipOf(value: Node | undefined, name: string): Skip {
  if (!isOn(value)) return 'no';
  // When it runs, a test that is expected to fail is told from one that passes by nobody.
  return value?.type === 'Literal' || name === 'fails' || name === 'expectFailure' ? 'yes' : 'conditional';
}

function isOn(value: Node | undefined): boolean {
  if (value === undefined || (value.type === 'Identifier' && value.name === 'undefined')) return false;
  return value.type !== 'Literal' || ![false, null, 0].includes(value.value as never);
}
