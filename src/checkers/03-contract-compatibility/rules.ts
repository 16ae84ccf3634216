import type { Rule } from '../checker.ts';

const KEEP =
  'Keep what was there and add the new beside it. If the break is meant: raise the version so that it says so, and a person waives the finding.';

const KEEP_SCHEMA =
  'Accept what was accepted before, and add the new beside it; or publish another schema with an `$id` of its own. A break that is meant is a person’s to waive.';

const KEEP_FIELD =
  'Keep the field or the type, mark it `@deprecated`, and add the new beside it. A break that is meant is a person’s to waive.';

export const RULES = {
  'api-break': { severity: 'error', title: 'No client of an HTTP API breaks', remediation: KEEP },
  'schema-break': { severity: 'error', title: 'No document that a published JSON Schema accepted is refused', remediation: KEEP_SCHEMA },
  'graphql-break': { severity: 'error', title: 'No client of a GraphQL API breaks', remediation: KEEP_FIELD },
  'protobuf-break': {
    severity: 'error',
    title: 'Nobody who holds old messages or old code of protobuf breaks',
    remediation:
      'Add fields, values and methods under new numbers and names; what goes away reserves both its number and its name. For another contract make another package (`v2`). A break that is meant is a person’s to waive.',
  },
  'migration-break': {
    severity: 'error',
    title: 'No migration takes away what the running version uses',
    remediation:
      'Add first, move the data, and take away in a later release, when no running version uses it any more: then a person waives the finding. A new column gets a default or may be null.',
  },
  'export-break': {
    severity: 'error',
    title: 'Nobody who imports a published package breaks',
    remediation:
      'Keep the name, and mark it `@deprecated`. If the break is meant: raise the version in package.json so that it says so (or add a changeset); else it is a person’s to waive.',
  },
  'contract-unreadable': {
    severity: 'error',
    title: 'A published definition can still be read',
    remediation: 'Repair the file where the message says; nobody can compare what cannot be read.',
  },
  'version-not-raised': {
    severity: 'error',
    title: 'A contract that breaks says so in its version',
    remediation: 'Raise the first number of the version (below 1 the second), or keep the contract compatible.',
  },
} as const satisfies Record<string, Rule>;
