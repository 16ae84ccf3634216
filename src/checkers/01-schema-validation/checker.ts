import { z } from 'zod';
import { dataFormatOf } from '../../definitions/read-data.ts';
import { isGraphql } from '../../definitions/read-graphql.ts';
import { basePath } from '../../domain/change.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { defineChecker } from '../checker.ts';
import { askedPrograms } from './asked-programs.ts';
import { becameTemplates } from './became-templates.ts';
import { isSql } from './judge-sql.ts';
import { judgeTree } from './judge-tree.ts';
import { lostKinds } from './lost-kinds.ts';
import { isLockfile, isVendored, severityAt } from './place.ts';
import { judgeMigrations } from './prisma-migrations.ts';
import { isOfPrisma } from './prisma-schema.ts';
import { isProtobuf } from './protobuf-tree.ts';
import { RULES } from './rules.ts';

export default defineChecker({
  title: 'Every definition parses, is as its schema has it, and refers to nothing that is missing',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'askDefinitions'],
  version: 11,
  cost: 'cheap',
  parses: true,
  options: z.strictObject({
    /** Globs of files that are broken on purpose. */
    ignore: z.array(z.string()).default([]),
  }),
  rules: RULES,
  async check({ change, base, head, options, signal, askDefinitions, report, inScope, examined, ignored, used, caveat, notApplicable }) {
    const isIgnored = (path: string) => options.ignore.some((glob) => matchesGlob(path, glob));
    const files = change.files.filter((file) => isDefinition(file.path) || isDefinition(basePath(file)));
    if (files.length === 0) {
      if ([...head.paths, ...base.paths].some(isDefinition)) return;
      return notApplicable(
        'there is no JSON, YAML, TOML, GraphQL, protobuf, Smithy, Prisma or SQL file, neither in the base tree nor in the judged tree',
      );
    }
    const touched = new Set(files.flatMap((file) => [file.path, basePath(file)]));
    const ofHead = await judgeTree({ tree: head, changed: files.map(({ path }) => path), touched, signal });
    const migrations = await judgeMigrations(files, { base, head });
    const isRead = (path: string) => !migrations.opaque.includes(path);
    migrations.caveats.forEach(caveat);
    inScope(ofHead.inScope.filter(isRead));
    examined(ofHead.examined.filter(isRead));
    ignored(ofHead.inScope.filter(isIgnored));
    const kinds = await lostKinds(files, { base, head });
    const told = new Set(kinds.map(({ path }) => path));
    const templates = await becameTemplates(
      files.filter(({ path }) => !told.has(path)),
      { base, head },
    );
    for (const { side, ...sighting } of await askedPrograms({ change, base, head, signal }, { askDefinitions, used, caveat }))
      if (!isIgnored(sighting.path)) report(sighting.rule, { ...sighting, side });
    const lost = [...kinds, ...templates, ...migrations.sightings];
    if (ofHead.sightings.length + lost.length === 0) return;
    // Only to tell what is old from what is new.
    const ofBase = await judgeTree({ tree: base, changed: files.map(basePath), touched, signal });
    for (const [side, sightings] of [
      ['head', [...ofHead.sightings, ...lost]],
      ['base', ofBase.sightings],
    ] as const) {
      for (const { rule, ...sighting } of sightings)
        if (!isIgnored(sighting.path)) report(rule, { ...sighting, ...severityAt(sighting.path), side });
    }
  },
});

function isDefinition(path: string): boolean {
  if (isVendored(path) || isLockfile(path)) return false;
  return dataFormatOf(path) !== null || isGraphql(path) || isProtobuf(path) || isOfPrisma(path) || isSql(path) || path.endsWith('.smithy');
}
