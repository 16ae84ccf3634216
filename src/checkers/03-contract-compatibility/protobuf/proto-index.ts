import type { SourcePlace } from '../../../formats/token-reader.ts';
import type { ProtoEnum, ProtoField, ProtoFile, ProtoMessage, ProtoScope, ProtoService } from '../../../formats/protobuf/proto-file.ts';

/** A definition under its full name. */
export interface Defined<Node> {
  readonly name: string;
  /** Where the types that it names are looked for first. */
  readonly scope: string;
  /** The message it stands in. */
  readonly within: string | null;
  readonly node: Node;
  readonly path: string;
  readonly file: ProtoFile;
}

/** Fields that files add to somebody else's message. */
export interface Extension {
  readonly at: SourcePlace;
  readonly fields: readonly ProtoField[];
}

/** What several files define together. */
export interface ProtoIndex {
  readonly files: ReadonlyMap<string, ProtoFile>;
  readonly messages: ReadonlyMap<string, Defined<ProtoMessage>>;
  readonly enums: ReadonlyMap<string, Defined<ProtoEnum>>;
  readonly services: ReadonlyMap<string, Defined<ProtoService>>;
  /** By the place they are written in and the type they extend, as it is written. */
  readonly extensions: ReadonlyMap<string, Defined<Extension>>;
  /** Names that more than one file defines. */
  readonly isAmbiguous: boolean;
}

/** Definitions of all these files by their full names. */
export function protoIndex(files: ReadonlyMap<string, ProtoFile>): ProtoIndex {
  const messages = new Map<string, Defined<ProtoMessage>>();
  const enums = new Map<string, Defined<ProtoEnum>>();
  const services = new Map<string, Defined<ProtoService>>();
  const extensions = new Map<string, Defined<Extension>>();
  let isAmbiguous = false;
  for (const [path, file] of files) {
    const put = <Node>(to: Map<string, Defined<Node>>, one: Omit<Defined<Node>, 'path' | 'file'>) => {
      isAmbiguous ||= to.has(one.name);
      to.set(one.name, { ...one, path, file });
    };
    const scopes: { readonly within: string | null; readonly scope: ProtoScope }[] = [{ within: null, scope: file }];
    for (const { within, scope } of scopes) {
      const outer = within ?? file.package;
      for (const node of scope.messages) {
        const name = nameIn(outer, node.name);
        put(messages, { name, scope: name, within, node });
        scopes.push({ within: name, scope: node });
      }
      for (const node of scope.enums) put(enums, { name: nameIn(outer, node.name), scope: outer, within, node });
      for (const { type, at, fields } of scope.extends) {
        const name = `${outer} extends ${type.replace(/^\./, '').slice(type.startsWith(`.${file.package}.`) ? file.package.length + 1 : 0)}`;
        const known = extensions.get(name)?.node.fields ?? [];
        extensions.set(name, { name, scope: outer, within, node: { at, fields: [...known, ...fields] }, path, file });
      }
    }
    for (const node of file.services) put(services, { name: nameIn(file.package, node.name), scope: file.package, within: null, node });
  }
  return { files, messages, enums, services, extensions, isAmbiguous };
}

function nameIn(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

/** The full name of a type that something inside of `scope` calls so; null where nobody here defines it. */
export function resolvedType({ messages, enums }: Pick<ProtoIndex, 'messages' | 'enums'>, scope: string, type: string): string | null {
  const isKnown = (name: string) => messages.has(name) || enums.has(name);
  if (type.startsWith('.')) return isKnown(type.slice(1)) ? type.slice(1) : null;
  for (let within = scope; ; within = within.includes('.') ? within.slice(0, within.lastIndexOf('.')) : '') {
    const name = nameIn(within, type);
    if (isKnown(name)) return name;
    if (within === '') return null;
  }
}
