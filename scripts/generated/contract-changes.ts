import { BreakingChangeType, DangerousChangeType } from 'graphql';
import {
  API_KINDS,
  type Effect,
  EXPORT_KINDS,
  MIGRATION_EDIT_KINDS,
  MIGRATION_KINDS,
  PROTO_KINDS,
  SCHEMA_KINDS,
} from '../../src/checkers/03-contract-compatibility/kinds.ts';
import { cell, MARKDOWN_HEADER } from './markdown.ts';

interface Row {
  readonly what: string;
  readonly sent: Effect;
  readonly received: Effect;
  readonly why?: string;
}

/** The text of `docs/contract-changes.md`, from the tables that the checker decides by. */
export function contractChanges(): string {
  return `${[
    MARKDOWN_HEADER,
    '# Which changes of a contract break',
    'What [checker 3](checkers/03-contract-compatibility.md) decides by: this page is made from its tables. *Breaking* is an error, *may break* a warning, of the compatible ones nothing is said. What clients **send** may only become more, what they **receive** only less. The body of an answer is received, that of a request and every parameter is sent; of a webhook or a callback it is the other way round. A JSON Schema is something that is sent, as a configuration is, unless the options say otherwise.',
    '## Schemas: OpenAPI 2, 3.0, 3.1 and JSON Schema',
    `| kind | change | sent | received | because |\n|---|---|---|---|---|\n${rows(SCHEMA_KINDS, ({ sent, received }) => [sent, received])}`,
    '## HTTP APIs',
    'Written as sent; where what is received is judged differently, both are given.',
    `| kind | change | effect | because |\n|---|---|---|---|\n${rows(API_KINDS, ({ sent, received }) => [sent === received ? sent : `sent: ${sent}; received: ${received}`])}`,
    '## GraphQL',
    `Breaking: ${named([...Object.values(BreakingChangeType), 'ONE_OF_ADDED', 'DIRECTIVE_ARG_CHANGED'])}.`,
    `May break: ${named(Object.values(DangerousChangeType))}.`,
    'The first of each are what the reference implementation finds, the last two breaks beside them.',
    '## What a published package lets import',
    table(EXPORT_KINDS),
    '## Protobuf',
    'Of a package that says that it is not done (`v1alpha1`, `v1beta1`, `v1development`, `experimental`) all of it only may break.',
    table(PROTO_KINDS),
    '## Migrations in SQL',
    'While a release is rolled out, programs of the version before it run on the new tables.',
    table(MIGRATION_KINDS),
    'Of those that base has and that a number or a date names, which tools run once:',
    table(MIGRATION_EDIT_KINDS),
  ].join('\n\n')}\n`;
}

function named(kinds: readonly string[]): string {
  return kinds.map((kind) => `\`${kind}\``).join(', ');
}

function table(kinds: Readonly<Record<string, Row>>): string {
  return `| kind | change | effect | because |\n|---|---|---|---|\n${rows(kinds, ({ sent }) => [sent])}`;
}

function rows(kinds: Readonly<Record<string, Row>>, effects: (row: Row) => readonly string[]): string {
  return Object.entries(kinds)
    .map(([kind, row]) => `| ${[`\`${kind}\``, cell(row.what), ...effects(row), cell(row.why ?? '')].join(' | ')} |`)
    .join('\n');
}
