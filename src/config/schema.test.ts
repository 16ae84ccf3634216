import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchemaSource } from '../../scripts/generated/config-schema.ts';

test('the published JSON Schema is fresh', () => {
  expect(readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8')).toBe(configSchemaSource());
});
