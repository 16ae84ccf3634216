import type { Observation, Rule } from '../checker.ts';

export const RULES = {
  unreadable: {
    severity: 'error',
    title: 'Every JSON, YAML, TOML, GraphQL, protobuf, Prisma and SQL file parses',
    remediation: 'Correct the syntax at the place the message names.',
  },
  'duplicate-key': {
    severity: 'error',
    title: 'No key stands twice in one object',
    remediation: 'Keep one of them: some parsers take the first, some the last, some refuse the file.',
  },
  'schema-violation': {
    severity: 'error',
    title: 'Every definition is as its schema has it',
    remediation: 'Correct the value; the message says what the schema expects there.',
  },
  'broken-reference': {
    severity: 'error',
    title: 'Every reference leads to something',
    remediation: 'Correct the reference, or define what it names.',
  },
  'example-mismatch': {
    severity: 'error',
    title: 'Every example and default fits the schema it stands with',
    remediation: 'Correct the example, or the schema if the example is right.',
  },
  'inconsistent-definition': {
    severity: 'error',
    title: 'What a definition says in one place holds in the others',
    remediation: 'Correct one of the two places that the message names.',
  },
  'definition-style': {
    severity: 'error',
    title: 'Definitions of protobuf keep the style that their own buf.yaml asks for',
    remediation: 'Write it as `buf lint` asks for.',
  },
  unmigrated: {
    severity: 'error',
    title: 'A Prisma schema and its migrations have the same tables and columns',
    remediation:
      'Make the migration (`prisma migrate dev`), or take the field back. One that is to be dropped in a later release stays, as `@ignore`.',
  },
  'unknown-schema': {
    severity: 'note',
    title: 'The schema a file names is at hand',
    remediation:
      'Nothing has to be done: the file was not judged by its schema, because nothing is fetched. A copy of the schema in the repository would be used.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

/** Something seen in one of the trees. */
export interface Sighting extends Omit<Observation, 'side'> {
  readonly rule: RuleId;
}
