import {
  type ASTNode,
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  isTypeSystemDefinitionNode,
  isTypeSystemExtensionNode,
  Kind,
  parse,
  Source,
  specifiedScalarTypes,
  type TypeDefinitionNode,
  visit,
} from 'graphql';

/** Words and signs of one file; more is nothing that people write. */
const MOST_TOKENS = 500_000;

/** Why a file cannot be read, and where, as far as that is known. */
interface Unread {
  readonly message: string;
  readonly line: number | null;
}

export function isUnread(read: readonly DefinitionNode[] | Unread): read is Unread {
  return 'message' in read;
}

/** The definitions of types in a file; empty where it holds operations only. */
export function readSdl(path: string, text: string): readonly DefinitionNode[] | Unread {
  // An empty file is none for the parser.
  if (text.split('\n').every((line) => /^\s*(?:#|$)/.test(line))) return [];
  try {
    const { definitions } = parse(new Source(text, path), { maxTokens: MOST_TOKENS });
    return definitions.filter((one) => isTypeSystemDefinitionNode(one) || isTypeSystemExtensionNode(one));
  } catch (error) {
    // What is no SDL, and what is nested deeper than the stack.
    if (error instanceof GraphQLError) return { message: error.message, line: error.locations?.[0]?.line ?? null };
    if (error instanceof RangeError) return { message: error.message, line: null };
    throw error;
  }
}

/** Names that are used and not defined. */
export function missingNames(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const known = new Set([...specifiedScalarTypes.map(({ name }) => name), ...definitions.flatMap((one) => definedName(one) ?? [])]);
  const missing = new Set<string>();
  visit(documentOf(definitions), {
    NamedType({ name: { value } }) {
      if (!known.has(value)) missing.add(value);
    },
  });
  return missing;
}

/** The type that a definition defines; null for an extension, a directive and the like. */
export function definedName(definition: DefinitionNode): string | null {
  return isTypeDefinitionNode(definition) ? definition.name.value : null;
}

/**
 * A schema of these definitions. Extensions are worked into what they extend, wherever that is; a name that nobody defines is a scalar:
 * it may lie in another service. A text says why they are no schema.
 */
export function schemaOf(definitions: readonly DefinitionNode[]): GraphQLSchema | string {
  const types = new Map<string, TypeDefinitionNode>();
  const others: DefinitionNode[] = [];
  for (const definition of definitions) {
    if (isTypeDefinitionNode(definition) || isTypeExtensionNode(definition)) {
      const name = definition.name.value;
      const known = types.get(name);
      types.set(name, known === undefined ? asDefinition(definition) : joined(known, definition));
    } else others.push(definition);
  }
  const whole = [...types.values(), ...others];
  const stubs = [...missingNames(whole)].map(
    (value): DefinitionNode => ({
      kind: Kind.SCALAR_TYPE_DEFINITION,
      name: { kind: Kind.NAME, value },
    }),
  );
  try {
    return buildASTSchema(documentOf([...whole, ...stubs]), { assumeValidSDL: true });
  } catch (error) {
    // Definitions that contradict each other, such as the default of an argument that is an interface: the library has no error of its own for it.
    if (error instanceof Error) return error.message;
    throw error;
  }
}

type Part = Extract<DefinitionNode, { readonly name: ASTNode; readonly kind: `${string}Type${'Definition' | 'Extension'}` }>;

function asDefinition(node: Part): TypeDefinitionNode {
  // The two differ in their kind alone.
  return { ...node, kind: node.kind.replace('Extension', 'Definition') } as TypeDefinitionNode;
}

const LISTS = ['fields', 'values', 'types', 'interfaces', 'directives'] as const;

function joined(known: TypeDefinitionNode, more: Part): TypeDefinitionNode {
  const lists = LISTS.map((key) => [key, [...listIn(known, key), ...listIn(more, key)]] as const).filter(([, list]) => list.length > 0);
  return { ...known, ...Object.fromEntries(lists) };
}

function listIn(node: ASTNode, key: string): readonly unknown[] {
  const list: unknown = Reflect.get(node, key);
  return Array.isArray(list) ? list : [];
}

function documentOf(definitions: readonly DefinitionNode[]): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions };
}
