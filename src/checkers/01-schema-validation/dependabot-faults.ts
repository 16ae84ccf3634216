import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto, unknownKeys, unknownWord } from './say.ts';
import { UPDATE_SHAPE } from './dependabot-shape.ts';
import type { Judged } from './side.ts';

const DEPENDABOT = /^\.github\/dependabot\.ya?ml$/;
const KEYS = new Set(['version', 'updates', 'registries', 'enable-beta-ecosystems', 'multi-ecosystem-groups']);
const UPDATE_KEYS = new Set(
  'package-ecosystem directory directories schedule allow assignees commit-message cooldown exclude-paths groups ignore insecure-external-code-execution labels milestone multi-ecosystem-group open-pull-requests-limit patterns pull-request-branch-name rebase-strategy registries reviewers target-branch vendor versioning-strategy'.split(
    ' ',
  ),
);
const ECOSYSTEMS = new Set(
  'bazel bun bundler cargo composer conda deno devcontainers docker docker-compose dotnet-sdk elm github-actions gitsubmodule gomod gradle helm julia maven mix nix npm nuget opentofu pip pre-commit pub rust-toolchain sbt swift terraform uv vcpkg'.split(
    ' ',
  ),
);
/** What people write for one of them. */
const MEANT: Readonly<Record<string, string>> = {
  yarn: 'npm',
  pnpm: 'npm',
  node: 'npm',
  nodejs: 'npm',
  javascript: 'npm',
  pypi: 'pip',
  python: 'pip',
  pipenv: 'pip',
  poetry: 'pip',
  go: 'gomod',
  golang: 'gomod',
  rust: 'cargo',
  ruby: 'bundler',
  actions: 'github-actions',
  'github-action': 'github-actions',
  dockerfile: 'docker',
  'git-submodule': 'gitsubmodule',
};
const INTERVALS = ['daily', 'weekly', 'monthly', 'quarterly', 'semiannually', 'yearly', 'cron'];

/** What Dependabot refuses its settings for: nothing is updated then, and nobody hears of it. */
export function dependabotFaults(judged: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const { value } = judged.document;
  if (!DEPENDABOT.test(judged.path) || !isObject(value)) return sightings;
  const say = sayInto(sightings, judged);
  const { version, updates, registries } = value;
  if (version !== 2 && version !== '2') say('schema-violation', version === undefined ? [] : ['version'], '"version" is 2');
  unknownKeys({ value, steps: [], known: KEYS, of: 'the file' }, say);
  if (!isList(updates)) say('schema-violation', updates === undefined ? [] : ['updates'], '"updates" is a list');
  const known = new Set(isObject(registries) ? Object.keys(registries) : []);
  const told = new Set<string>();
  for (const [index, update] of (isList(updates) ? updates : []).entries()) {
    const at = ['updates', String(index)];
    if (!isObject(update)) {
      say('schema-violation', at, 'an update is an object');
      continue;
    }
    updateFaults(update, at, say);
    registryFaults(update, { at, known }, say);
    const { directory } = update;
    const id = JSON.stringify([update['package-ecosystem'], directory, update['target-branch']]);
    if (typeof directory === 'string' && told.has(id))
      say('inconsistent-definition', [...at, 'directory'], 'another update has the same package-ecosystem, directory and target-branch');
    told.add(id);
  }
  return sightings;
}

function updateFaults(update: JsonObject, at: readonly string[], say: Say): void {
  unknownKeys({ value: update, steps: at, known: UPDATE_KEYS, of: 'an update' }, say);
  ecosystemFaults(update['package-ecosystem'], at, say);
  const { directory, directories, schedule } = update;
  if (directory === undefined && directories === undefined)
    say('schema-violation', [...at, 'package-ecosystem'], 'an update says a "directory" or "directories"');
  if (directory !== undefined && typeof directory !== 'string') say('schema-violation', [...at, 'directory'], '"directory" is a text');
  if (directories !== undefined && !isList(directories)) say('schema-violation', [...at, 'directories'], '"directories" is a list');
  const limit = update['open-pull-requests-limit'];
  if (limit !== undefined && (!Number.isInteger(limit) || Number(limit) < 0))
    say('schema-violation', [...at, 'open-pull-requests-limit'], '"open-pull-requests-limit" is a whole number');
  for (const [key, shape] of Object.entries(UPDATE_SHAPE)) if (update[key] !== undefined) shape(update[key], [...at, key], say);
  if (update['multi-ecosystem-group'] !== undefined && schedule === undefined) return;
  const interval = isObject(schedule) ? schedule['interval'] : undefined;
  if (interval === undefined)
    say(
      'schema-violation',
      [...at, schedule === undefined ? 'package-ecosystem' : 'schedule'],
      'an update says the "interval" of its "schedule"',
    );
  else if (typeof interval !== 'string' || !INTERVALS.includes(interval))
    // Projects say so, and no documentation.
    say(
      interval === 'biannually' ? 'unknown-word' : 'schema-violation',
      [...at, 'schedule', 'interval'],
      `"interval" is one of ${INTERVALS.join(', ')}`,
    );
  else if (interval === 'cron' && isObject(schedule) && schedule['cronjob'] === undefined)
    say('schema-violation', [...at, 'schedule', 'interval'], 'a "cron" interval says a "cronjob"');
}

function ecosystemFaults(ecosystem: Json | undefined, at: readonly string[], say: Say): void {
  if (typeof ecosystem !== 'string' || ecosystem === '')
    say('schema-violation', ecosystem === undefined ? at : [...at, 'package-ecosystem'], 'an update says a "package-ecosystem"');
  else if (!ECOSYSTEMS.has(ecosystem)) {
    const meant = MEANT[ecosystem] ?? MEANT[ecosystem.toLowerCase()] ?? [...ECOSYSTEMS].find((one) => one === ecosystem.toLowerCase());
    const message = `no package-ecosystem is called ${JSON.stringify(ecosystem)}`;
    if (meant === undefined) say(...unknownWord(ecosystem, { known: ECOSYSTEMS, steps: [...at, 'package-ecosystem'], message }));
    else say('schema-violation', [...at, 'package-ecosystem'], `${message}: it is ${JSON.stringify(meant)}`);
  }
}

function registryFaults(
  update: JsonObject,
  { at, known }: { readonly at: readonly string[]; readonly known: ReadonlySet<string> },
  say: Say,
): void {
  const { registries } = update;
  if (!isList(registries)) return;
  for (const [index, name] of registries.entries())
    if (typeof name === 'string' && name !== '*' && !known.has(name))
      say('broken-reference', [...at, 'registries', String(index)], `no registry is called ${JSON.stringify(name)}`);
}
