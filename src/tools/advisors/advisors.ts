import { mkdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { privateFolder } from '../../platform/private-folder.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../run-program.ts';
import type { AdvisorName, Advisors, AdvisorsPlace, AskedLock } from '../tool.ts';
import { type Ask, type Asking, runAdvisor, type Told, type Unit } from './asking.ts';
import { askAudit } from './audit.ts';
import { type Canary, CANARIES, pnpmCanary } from './canaries.ts';
import { leftOutOfTwin, npmTwin } from './npm-twin.ts';
import { askOsvScanner } from './osv-scanner.ts';
import { askTrivy } from './trivy.ts';

const ASKS: Readonly<Record<AdvisorName, Ask>> = { 'osv-scanner': askOsvScanner, trivy: askTrivy, audit: askAudit };

/**
 * Programs on the PATH that know vulnerable packages. Each is started in a folder that holds lockfiles and what belongs to them and nothing else, so that no
 * file of a change tells it what to leave out, and answers for planted packages too: a source that does not know these is not believed.
 */
export function advisors({ sandbox, registry, cache, keep }: AdvisorsPlace): Advisors {
  return async (name, { locks, signal }) => {
    await using folder = await privateFolder();
    await mkdir(cache, { recursive: true });
    const settings = await registry();
    const units = await unitsIn(folder, { name, locks });
    await folder.write('npmrc', settings.npmrc);
    const run: Asking['run'] = (command, more) =>
      runAdvisor({
        sandbox,
        signal,
        command,
        cwd: folder.path,
        network: 'none',
        ...more,
        writable: [folder.path, ...(more.writable ?? [])],
        readable: Object.values(settings.reach),
        env: { ...settings.reach, ...more.env },
      });
    const told = await ASKS[name]({
      dir: folder.path,
      units,
      registry: settings,
      cache,
      run,
      version: (program) => versionOf(program, run),
    });
    requireCanaries(name, units, told);
    return {
      tool: { name, version: told.version, digest: await keep(told.report) },
      vulnerabilities: told.vulnerabilities.flatMap(({ unit, ...one }) => (unit.lock === null ? [] : [{ lock: unit.lock.path, ...one }])),
      listed:
        told.listed === null
          ? null
          : new Map([...told.listed].flatMap(([{ lock }, names]) => (lock === null ? [] : [[lock.path, names] as const]))),
      leftOut: new Map(locks.filter((lock) => hasTwin(name, lock)).map((lock) => [lock.path, leftOutOfTwin(lock)])),
    };
  };
}

async function versionOf(program: string, run: Asking['run']): Promise<string> {
  const answer = await run([program, '--version'], {});
  const version = /\d+\.\d+\.\d+[\w.+-]*/.exec(answer.stdout)?.[0];
  if (answer.exitCode !== 0 || version === undefined) throw unreadable(program, answer, 'did not say its version');
  return version;
}

/** What of a package.json is asked about; the rest tells managers what to do, and what to keep quiet about. */
const ASKED = ['name', 'version', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'workspaces'];

async function unitsIn(
  folder: Awaited<ReturnType<typeof privateFolder>>,
  { name, locks }: { readonly name: AdvisorName; readonly locks: readonly AskedLock[] },
): Promise<Unit[]> {
  const units: Unit[] = [];
  const add = async (lock: AskedLock | null, { ecosystem, files }: { readonly ecosystem: Unit['ecosystem']; readonly files: Canary }) => {
    const place = `${lock === null ? 'planted' : 'asked'}-${units.length}`;
    await folder.folder(place);
    for (const [file, text] of files) await folder.write(`${place}/${file}`, text);
    const [file = '', text = ''] = files[0] ?? [];
    units.push({ folder: place, file, text, lock, ecosystem });
  };
  for (const lock of locks) await add(lock, { ecosystem: lock.ecosystem, files: filesOf(name, lock) });
  for (const [ecosystem, files] of plantedFor(name, locks)) await add(null, { ecosystem, files });
  return units;
}

function hasTwin(advisor: AdvisorName, { path }: AskedLock): boolean {
  return advisor === 'audit' && /^(?:yarn|bun)\.lock$/.test(posix.basename(path));
}

function filesOf(advisor: AdvisorName, lock: AskedLock): Canary {
  const { path, text, ecosystem, beside } = lock;
  const base = posix.basename(path);
  if (hasTwin(advisor, lock)) return [...npmTwin(lock), ['.npmrc', beside['.npmrc'] ?? '']];
  const file =
    ecosystem === 'pypi' && base.endsWith('.txt') ? 'requirements.txt' : base === 'npm-shrinkwrap.json' ? 'package-lock.json' : base;
  const manifests = Object.entries(beside).map(([name, own]) => [name, name === 'package.json' ? plainManifest(own) : own] as const);
  return [[file, text], ...manifests];
}

function plainManifest(text: string): string {
  const value = parseJson(text);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return JSON.stringify(Object.fromEntries(entries.filter(([key]) => ASKED.includes(key))));
}

/** One for each ecosystem; for an audit one for each manager. */
function plantedFor(name: AdvisorName, locks: readonly AskedLock[]): (readonly [Unit['ecosystem'], Canary])[] {
  if (name !== 'audit')
    return [...new Set(locks.map(({ ecosystem }) => ecosystem))].map((ecosystem) => [ecosystem, CANARIES[ecosystem]] as const);
  const byManager = new Map(
    locks.map((lock) => {
      const version = lock.path.endsWith('pnpm-lock.yaml') ? (/^lockfileVersion:\s*'?([\d.]+)/m.exec(lock.text)?.[1] ?? '9.0') : null;
      return [version, version === null ? CANARIES.npm : pnpmCanary(version)] as const;
    }),
  );
  return [...byManager.values()].map((canary) => ['npm', canary] as const);
}

function requireCanaries(name: string, units: readonly Unit[], { vulnerabilities }: Told): void {
  const missed = units.find((unit) => unit.lock === null && !vulnerabilities.some((one) => one.unit === unit));
  if (missed === undefined) return;
  throw new AdapterError(
    'CANARY_MISSED',
    `${name} knows nothing of a package of ${missed.ecosystem} that is known to be vulnerable: what it says of others proves nothing`,
    {
      hint: 'is its database there, and does the registry that it asks have advisories? Name another source of checkers.security-scan.advisories otherwise.',
    },
  );
}
