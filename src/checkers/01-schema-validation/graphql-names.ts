import type { NameNode } from 'graphql';
import { meantBy } from '../../formats/one-edit.ts';
import { rangeIn, type SchemaFile } from './graphql-schema.ts';
import type { Sighting } from './rules.ts';

/** Those of the language itself. */
const BUILT_IN = ['deprecated', 'specifiedBy', 'include', 'skip', 'oneOf'];

/** Variables that an operation uses and does not declare; what its fragments use may be declared by others as well. */
export async function undeclaredVariables(file: SchemaFile): Promise<Sighting[]> {
  const { Kind, visit } = await import('graphql');
  const sightings: Sighting[] = [];
  for (const operation of file.document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    const declared = new Set((operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value));
    visit(operation, {
      VariableDefinition: () => false,
      Variable(node) {
        const name = node.name.value;
        if (declared.has(name)) return;
        const message = `the operation ${operation.name?.value ?? ''} declares no variable $${name}`.replace('  ', ' ');
        sightings.push({ rule: 'broken-reference', path: file.path, ...rangeIn(file, node), code: `$${name}`, message });
      },
    });
  }
  return sightings;
}

/** Directives that are one letter from one that the language has or a file defines; any other may be the server's. */
export async function misspeltDirectives(files: readonly SchemaFile[]): Promise<Sighting[]> {
  const { visit } = await import('graphql');
  const used: { readonly file: SchemaFile; readonly name: NameNode }[] = [];
  const known = new Set(BUILT_IN);
  for (const file of files) {
    visit(file.document, {
      DirectiveDefinition: ({ name }) => void known.add(name.value),
      Directive: ({ name }) => void used.push({ file, name }),
    });
  }
  return used.flatMap(({ file, name }): Sighting[] => {
    const meant = known.has(name.value) ? undefined : meantBy(name.value, [...known]);
    if (meant === undefined) return [];
    const message = `no directive is called @${name.value}: it is @${meant}`;
    return [{ rule: 'broken-reference', path: file.path, ...rangeIn(file, name), code: `@${name.value}`, message }];
  });
}
