import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';
import { cell, MARKDOWN_HEADER } from './markdown.ts';

type Schema = z.core.JSONSchema.BaseSchema;

interface Row {
  readonly key: string;
  readonly type: string;
  readonly fallback: string;
  readonly describe: string;
}

/** `docs/configuration.md`: every key of the config's schema, in its order. */
export function configReference(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' });
  const rows = rowsOf(schema, '');
  return [
    MARKDOWN_HEADER,
    '# Configuration',
    '`.jidoka/config.yaml`, written by `jidoka init` and then yours. It is read from the **base** commit of a change, never from the change\nitself: commit an edit before you expect it to count. Unknown keys are an error that names path, expected and found. Without the file the\ndetected commands count, at phase 3.',
    'Editors complete it with `schema/config.schema.json`; `init` writes the comment that points there.',
    `| key | type | default | |\n|---|---|---|---|\n${rows.map(({ key, type, fallback, describe }) => `| \`${key}\` | ${type} | ${fallback} | ${cell(describe)} |`).join('\n')}`,
    'A checker’s own options stand under its id; [its page](checkers/README.md) lists them.',
    '```yaml\nphase: 3\nsandbox: process\ncommands:\n  build: npm run build\n  test: npm run test\n  start: node dist/server.js\ncheckers:\n  test-coverage: { threshold: 90 }\nagent:\n  name: command\n  command: [node, tools/agent.mjs]\ntarget:\n  name: process\n  health: /health\n  probes:\n    - path: /health\n```',
  ]
    .join('\n\n')
    .concat('\n');
}

function rowsOf({ properties = {}, required = [] }: Schema, prefix: string): Row[] {
  return Object.entries(properties).flatMap(([name, property]) =>
    typeof property === 'boolean' ? [] : rowsOfKey(property, { key: prefix + name, isRequired: required.includes(name) }),
  );
}

function rowsOfKey(schema: Schema, { key, isRequired }: { readonly key: string; readonly isRequired: boolean }): Row[] {
  const choices = (schema.oneOf ?? schema.anyOf ?? []).filter((choice) => typeof choice !== 'boolean');
  const items = typeof schema.items === 'object' && !Array.isArray(schema.items) ? schema.items : null;
  const additional = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null;
  const nested = [
    ...rowsOf(schema, `${key}.`),
    ...choices.flatMap((choice) => rowsOf(choice, `${key}.`)),
    ...(items === null ? [] : rowsOf(items, `${key}[].`)),
    ...(additional === null ? [] : rowsOf(additional, `${key}.<id>.`)),
  ];
  const own = { key, type: typeOf(schema), fallback: fallbackOf(schema, isRequired), describe: schema.description ?? '' };
  return [own, ...nested];
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return 'one of the forms below';
  if (schema.type === 'array')
    return `list of ${typeof schema.items === 'object' && !Array.isArray(schema.items) ? plural(schema.items) : 'values'}`;
  if (schema.type === 'object') return 'map';
  const { minimum, exclusiveMinimum, maximum } = schema;
  const low = minimum ?? exclusiveMinimum;
  const high = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (low === undefined && high === undefined) return String(schema.type);
  if (high === undefined) return `${schema.type}, ${minimum === undefined ? 'more than' : 'at least'} ${low}`;
  return `${schema.type}, ${minimum === undefined ? `more than ${low}, ` : `${low} to `}${minimum === undefined ? `at most ${high}` : high}`;
}

function plural(schema: Schema): string {
  return schema.type === 'object' ? 'maps' : `${String(schema.type)}s`;
}

function fallbackOf({ default: value, const: fixed }: Schema, isRequired: boolean): string {
  if (value !== undefined) return typeof value === 'object' && Object.keys(value ?? {}).length === 0 ? '' : `\`${JSON.stringify(value)}\``;
  return isRequired && fixed === undefined ? 'required' : '';
}
