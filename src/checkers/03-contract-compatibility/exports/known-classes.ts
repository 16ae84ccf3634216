import type { Node } from 'oxc-parser';
import type { ParsedSource } from '../../../syntax/parse-source.ts';

const EMITTER =
  'on once off emit addListener removeListener removeAllListeners listeners rawListeners listenerCount eventNames prependListener prependOnceListener setMaxListeners getMaxListeners';
/** Of what the platform, or a package of that name, has under this name. */
const KNOWN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['EventEmitter', new Set(EMITTER.split(' '))],
  ['EventTarget', new Set(['addEventListener', 'removeEventListener', 'dispatchEvent'])],
  ['Error', new Set(['name', 'message', 'stack', 'cause', 'toString'])],
]);

/** What a class brings along to those that extend it; null: it may be any member. */
export function broughtBy(parent: Node | null, { program }: ParsedSource): ReadonlySet<string> | null {
  const known = parent?.type === 'Identifier' ? KNOWN.get(parent.name) : undefined;
  if (parent?.type !== 'Identifier' || known === undefined) return null;
  // Another one of that name may be written here, or come from beside.
  const isOther = program.body.some((statement) => {
    if (statement.type === 'ImportDeclaration')
      return (
        statement.specifiers.some(({ local }) => local.name === parent.name) &&
        !/^(?:node:events|events|eventemitter3)$/.test(statement.source.value)
      );
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declared?.type === 'ClassDeclaration' && declared.id?.name === parent.name;
  });
  return isOther ? null : known;
}
