// `npm run generate` writes every generated file; with --check it only says which committed one is not fresh.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { checkerPages } from './generated/checker-pages.ts';
import { cliReference } from './generated/cli-reference.ts';
import { configReference } from './generated/config-reference.ts';
import { configSchemaSource } from './generated/config-schema.ts';
import { contractChanges } from './generated/contract-changes.ts';
import { hostileTable } from './generated/hostile-table.ts';
import { registrySource } from './generated/registry.ts';
import { waiversSchemaSource } from './generated/waivers-schema.ts';

const GENERATED: Readonly<Record<string, () => string | Promise<string>>> = {
  'src/checkers/registry.gen.ts': () => registrySource('src/checkers'),
  'schema/config.schema.json': configSchemaSource,
  'schema/waivers.schema.json': waiversSchemaSource,
  'docs/cli.md': cliReference,
  'docs/configuration.md': configReference,
  'docs/contract-changes.md': contractChanges,
  'docs/hostile-suite.md': hostileTable,
  ...checkerPages(),
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
for (const [file, sourceOf] of Object.entries(GENERATED)) {
  const source = await sourceOf();
  if (existsSync(file) && readFileSync(file, 'utf8') === source) continue;
  if (values.check) {
    console.error(`${file} is not what its sources say: npm run generate`);
    process.exitCode = 1;
    continue;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  console.log(`wrote ${file}`);
}
