import type { ASTNode, DefinitionNode, DocumentNode, GraphQLError } from 'graphql';
import { rangeOf } from '../../definitions/data-document.ts';
import type { Range } from '../../domain/finding.ts';
import type { Sighting } from './rules.ts';

/** A file that defines types. */
export interface SchemaFile {
  readonly path: string;
  readonly text: string;
  readonly document: DocumentNode;
}

const BUILT_IN = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);
/** Servers bring these in: AppSync, federation, introspection. */
const BROUGHT_IN = /^(AWS[A-Z]|_|link__|federation__|FieldSet$)/;

export function definesTypes({ definitions }: DocumentNode): boolean {
  return definitions.some(
    ({ kind }) => /(Definition|Extension)$/.test(kind) && kind !== 'OperationDefinition' && kind !== 'FragmentDefinition',
  );
}

/** What is wrong with a file of definitions whatever the others say. */
export async function schemaFaults(file: SchemaFile): Promise<Sighting[]> {
  const graphql = await import('graphql');
  const { validateSDL } = await import('graphql/validation/validate.js');
  const { document } = file;
  const onlyTypes = { ...document, definitions: document.definitions.filter(isTypeSystem) };
  // Not the rules about the whole: a schema may be in several files, and servers bring directives in.
  const errors = validateSDL(onlyTypes, null, [
    graphql.LoneSchemaDefinitionRule,
    graphql.UniqueOperationTypesRule,
    graphql.UniqueTypeNamesRule,
    graphql.UniqueEnumValueNamesRule,
    graphql.UniqueFieldDefinitionNamesRule,
    graphql.UniqueArgumentDefinitionNamesRule,
    graphql.UniqueDirectiveNamesRule,
    graphql.UniqueInputFieldNamesRule,
  ]);
  if (errors.length > 0 || !isWhole(document)) return errors.map((error) => faultOf(file, error));
  const schema = graphql.buildASTSchema(onlyTypes, { assumeValidSDL: true });
  return graphql.validateSchema(schema).map((error) => faultOf(file, error));
}

/** Types that are named in a file and defined in none: of all files of a tree that define any. */
export async function unknownTypes(files: readonly SchemaFile[]): Promise<Sighting[]> {
  const { visit } = await import('graphql');
  const known = new Set(files.flatMap(({ document }) => document.definitions.flatMap(nameDefined)));
  // Without a query the schema itself is elsewhere, and these are additions to it.
  if (!files.some(({ document }) => isWholeRoot(document))) return [];
  const sightings: Sighting[] = [];
  for (const file of files) {
    visit(file.document, {
      OperationDefinition: () => false,
      FragmentDefinition: () => false,
      NamedType(node) {
        const name = node.name.value;
        if (known.has(name) || BUILT_IN.has(name) || BROUGHT_IN.test(name)) return;
        const message = `the type ${name} is defined in no file of the repository`;
        sightings.push({ rule: 'broken-reference', path: file.path, ...rangeIn(file, node), code: name, message });
      },
    });
  }
  return sightings;
}

function isTypeSystem({ kind }: DefinitionNode): boolean {
  return kind !== 'OperationDefinition' && kind !== 'FragmentDefinition';
}

function nameDefined(definition: DefinitionNode): string[] {
  return isTypeSystem(definition) && definition.kind.endsWith('TypeDefinition') && 'name' in definition && definition.name !== undefined
    ? [definition.name.value]
    : [];
}

function isWholeRoot({ definitions }: DocumentNode): boolean {
  return definitions.some((one) => one.kind === 'SchemaDefinition' || (one.kind === 'ObjectTypeDefinition' && one.name.value === 'Query'));
}

/** A schema that needs no other file: it has a query, extends nothing, and all that it names is in it. */
function isWhole(document: DocumentNode): boolean {
  const known = new Set([...document.definitions.flatMap(nameDefined), ...BUILT_IN]);
  const isClosed = document.definitions.every((one) => !one.kind.endsWith('Extension') && namesIn(one).every((name) => known.has(name)));
  return isClosed && isWholeRoot(document);
}

function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== 'object' || node === null || !('kind' in node)) return [];
  if (node.kind === 'NamedType' && 'name' in node && typeof node.name === 'object' && node.name !== null && 'value' in node.name)
    return [String(node.name.value)];
  return Object.entries(node).flatMap(([key, value]) => (key === 'loc' ? [] : namesIn(value)));
}

function faultOf(file: SchemaFile, error: GraphQLError): Sighting {
  const node = error.nodes?.at(-1);
  return { rule: 'schema-violation', path: file.path, ...rangeIn(file, node), code: error.message, message: error.message };
}

export function rangeIn({ text }: SchemaFile, node: ASTNode | undefined): { readonly range?: Range } {
  if (node?.loc === undefined) return {};
  const { start, end } = node.loc;
  const newline = text.indexOf('\n', start);
  return { range: rangeOf(text, { start, end: newline < 0 ? end : Math.min(end, newline) }) };
}
