import { rangeOf } from '../../definitions/data-document.ts';
import { type DefinitionKind, definitionKindOf } from '../../definitions/definition-kind.ts';
import { type DataReading, dataFormatOf } from '../../definitions/read-data.ts';
import { DIALECTS, type Dialect, dialectNamed } from '../../definitions/schema/dialect.ts';
import { treeSchemas } from '../../definitions/tree-schemas.ts';
import { composeFaults } from './compose-faults.ts';
import { dependabotFaults } from './dependabot-faults.ts';
import { exampleMismatches } from './examples.ts';
import { inconsistencies } from './inconsistencies.ts';
import { isOtherText } from './is-other-text.ts';
import { namedSchemaViolations } from './named-schema.ts';
import { packageJsonFaults } from './package-json-faults.ts';
import { pyprojectFaults } from './pyproject-faults.ts';
import { brokenReferences } from './references.ts';
import { formFaults } from './form-faults.ts';
import type { Sighting } from './rules.ts';
import { tsconfigFaults } from './tsconfig-faults.ts';
import { workflowShapeFaults } from './workflow-shape.ts';
import { brokenSchemaReferences } from './schema-references.ts';
import { schemaViolations } from './schema-violations.ts';
import type { Judged, Side } from './side.ts';
import { workflowFaults } from './workflow-faults.ts';

export interface JudgedFile {
  readonly sightings: readonly Sighting[];
  readonly isInScope: boolean;
  readonly isExamined: boolean;
}

/** Of workflows and Compose files it is known that their programs refuse a key that stands twice. */
const REFUSES_TWICE = /^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

const OUT_OF_SCOPE: JudgedFile = { sightings: [], isInScope: false, isExamined: false };

/** Everything that is wrong with one data file of a tree. */
export async function judgeFile(side: Side, path: string): Promise<JudgedFile> {
  const reading = await side.documents.read(path);
  if (reading === null) return OUT_OF_SCOPE;
  if (reading.isTooLarge) return tooLarge(path, reading.text);
  if (reading.problems.length > 0)
    return isOtherText(reading.text, dataFormatOf(path) ?? 'json') ? OUT_OF_SCOPE : unreadable(path, reading);
  const sightings: Sighting[] = pyprojectFaults(path, reading.text);
  for (const document of reading.documents) sightings.push(...(await judgeDocument(side, { path, document })));
  return { sightings, isInScope: true, isExamined: true };
}

async function judgeDocument(side: Side, judged: Judged): Promise<Sighting[]> {
  const kind = definitionKindOf(judged.document.value);
  const doubled = duplicateKeys(judged, kind);
  if (kind === null) return [...doubled, ...(await settingFaults(side, judged)), ...(await namedSchemaViolations(side, judged))];
  return [...doubled, ...schemaViolations(judged, kind), ...(await withinDefinition(side, judged, kind))];
}

/** What its program refuses a file for that is known by its name. */
async function settingFaults(side: Side, judged: Judged): Promise<Sighting[]> {
  return [
    ...workflowFaults(judged),
    ...workflowShapeFaults(judged),
    ...formFaults(judged),
    ...dependabotFaults(judged),
    ...packageJsonFaults(judged),
    ...tsconfigFaults(side, judged),
    ...(await composeFaults(side, judged)),
  ];
}

async function withinDefinition(side: Side, judged: Judged, kind: DefinitionKind): Promise<Sighting[]> {
  const dialect = dialectOf(kind);
  const schemas = async (one: Dialect) => treeSchemas(side.documents, { path: judged.path, value: judged.document.value, dialect: one });
  if (kind.kind === 'json-schema') {
    if (dialect === null) return [];
    const set = await schemas(dialect);
    return [...brokenSchemaReferences(side, judged, set), ...exampleMismatches(judged, set, true)];
  }
  const references = await brokenReferences(side, judged);
  if (kind.kind === 'asyncapi' || dialect === null) return references;
  return [...references, ...inconsistencies(judged), ...exampleMismatches(judged, await schemas(dialect), false)];
}

function dialectOf(kind: DefinitionKind): Dialect | null {
  if (kind.kind === 'json-schema') return dialectNamed(kind.said);
  if (kind.kind === 'asyncapi' || kind.version === 'unknown') return null;
  return kind.version === '2.0' || kind.version === '3.0' ? DIALECTS['openapi-3.0'] : DIALECTS['openapi-3.1'];
}

/** What parsers make of it differs; in data that is no definition it may be how somebody comments. */
function duplicateKeys({ path, document }: Judged, kind: DefinitionKind | null): Sighting[] {
  return document.duplicates.map((duplicate) => ({
    rule: 'duplicate-key',
    path,
    range: rangeOf(document.text, duplicate),
    code: duplicate.message,
    message: duplicate.message,
    ...(kind === null && !REFUSES_TWICE.test(path) ? { severity: 'warning' } : {}),
  }));
}

function unreadable(path: string, { text, problems: [first] }: DataReading): JudgedFile {
  const sighting: Sighting = {
    rule: 'unreadable',
    path,
    ...(first === undefined ? {} : { range: rangeOf(text, first) }),
    isOfFile: true,
    message: first?.message ?? 'it does not parse',
  };
  return { sightings: [sighting], isInScope: true, isExamined: true };
}

/** Data may be as large as it likes; a definition that nobody looks into is not one that was judged. */
function tooLarge(path: string, text: string): JudgedFile {
  const isDefinition = /^["']?(openapi|swagger|asyncapi)["']?\s*:|^[\s{]*"(openapi|swagger|asyncapi|\$schema)"\s*:/m.test(text);
  if (!isDefinition) return OUT_OF_SCOPE;
  const message = `too large to be judged: ${text.length} characters`;
  return { sightings: [{ rule: 'unreadable', path, isOfFile: true, message }], isInScope: true, isExamined: false };
}
