import type { SchemaKind } from '../kinds.ts';
import { below, members, type Spot } from '../spot.ts';
import type { SchemaView } from './schema-view.ts';

const TYPE = ['type', 'nullable', 'x-nullable', '$ref'];
const VALUES = ['enum', 'const'];
const FURTHER = ['additionalProperties', 'unevaluatedProperties'];

/** The keywords that say what differs, the first of them that is there. */
const KEYWORDS: Partial<Record<SchemaKind, readonly string[]>> = {
  'type-changed': TYPE,
  'type-narrowed': TYPE,
  'type-widened': TYPE,
  'null-removed': ['nullable', 'x-nullable', ...TYPE],
  'null-added': ['nullable', 'x-nullable', ...TYPE],
  'format-added': ['format'],
  'format-removed': ['format'],
  'format-changed': ['format'],
  'enum-set': VALUES,
  'enum-unset': VALUES,
  'enum-value-removed': VALUES,
  'enum-value-added': VALUES,
  'extensible-value-removed': ['x-extensible-enum'],
  'const-changed': ['const', 'enum'],
  'pattern-added': ['pattern'],
  'pattern-changed': ['pattern'],
  'pattern-removed': ['pattern'],
  'further-properties-refused': FURTHER,
  'further-properties-allowed': FURTHER,
  'discriminator-changed': ['discriminator'],
  'discriminator-value-removed': ['discriminator'],
  'read-only-set': ['readOnly'],
  'write-only-set': ['writeOnly'],
};

/** Where a schema, or a part of it, says what a kind of difference is about. */
export function keywordSpot({ parts }: SchemaView, kind: SchemaKind, keys: readonly string[] = KEYWORDS[kind] ?? []): Spot | null {
  for (const key of keys) {
    const [found] = parts.map((part) => below(part, key)).filter((one) => one !== null);
    if (found !== undefined) return found;
  }
  return null;
}

/** An entry of a list below a keyword, by its value as JSON. */
export function entrySpot({ parts }: SchemaView, key: string, value: string): Spot | null {
  const entries = parts.flatMap((part) => members(below(part, key)).map(([, entry]) => entry));
  return entries.find((entry) => JSON.stringify(entry.value) === value) ?? null;
}
