import { z } from 'zod';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { defineChecker } from '../checker.ts';
import { exportSightings } from './exports/export-sightings.ts';
import { graphqlSightings } from './graphql/graphql-sightings.ts';
import { httpApiSightings } from './http-apis.ts';
import { jsonSchemaSightings } from './json-schemas.ts';
import { migrationSightings } from './migrations/migration-sightings.ts';
import { bufSightings } from './protobuf/buf-sightings.ts';
import { protobufSightings } from './protobuf/protobuf-sightings.ts';
import { RULES } from './rules.ts';

/** Where definitions lie that nobody outside relies on. */
const UNPUBLISHED = [
  'test',
  'tests',
  '__tests__',
  'fixtures',
  '__fixtures__',
  'testdata',
  'mocks',
  '__mocks__',
  'examples',
  'example',
  'samples',
].flatMap((folder) => [`${folder}/**`, `**/${folder}/**`]);

export default defineChecker({
  title: 'Nobody who relies on a published contract breaks',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'today', 'askDefinitions'],
  version: 18,
  cost: 'cheap',
  parses: false,
  options: z.strictObject({ unpublished: z.array(z.string()).default(UNPUBLISHED), received: z.array(z.string()).default([]) }),
  rules: RULES,
  async check({ change, base, head, today, askDefinitions, options, signal, report, inScope, examined, used, caveat }) {
    const isPublished = (path: string) => !options.unpublished.some((glob) => matchesGlob(path, glob));
    const trees = { change, base, head, isPublished, inScope, examined };
    for (const sightings of [
      () => httpApiSightings({ ...trees, today }),
      () => jsonSchemaSightings({ ...trees, received: options.received }),
      () => graphqlSightings(trees),
      () => protobufSightings(trees),
      () => bufSightings({ ...trees, signal }, { askDefinitions, used, caveat }),
      () => exportSightings(trees),
      () => migrationSightings(trees),
    ]) {
      for (const { rule, ...observation } of await sightings()) report(rule, observation);
      signal.throwIfAborted();
    }
  },
});
