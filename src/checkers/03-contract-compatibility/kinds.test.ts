import { expect, test } from 'vitest';
import { API_KINDS, EXPORT_KINDS, MIGRATION_EDIT_KINDS, MIGRATION_KINDS, PROTO_KINDS, SCHEMA_KINDS } from './kinds.ts';

test('each kind of change has a name of its own, as effects are looked up by it', () => {
  const names = [SCHEMA_KINDS, API_KINDS, EXPORT_KINDS, PROTO_KINDS, MIGRATION_KINDS, MIGRATION_EDIT_KINDS].flatMap((kinds) =>
    Object.keys(kinds),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
