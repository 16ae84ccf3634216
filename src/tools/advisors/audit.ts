import { join } from 'node:path';
import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { compareVersions, parseVersion } from '../../formats/semantic-version.ts';
import { parseJson } from '../parse-json.ts';
import { type Asking, type Ended, noAnswer, type Told, type Unit } from './asking.ts';

type Found = Omit<Told['vulnerabilities'][number], 'unit'>;

const advisory = z.object({
  source: z.union([z.number(), z.string()]),
  title: z.string().default(''),
  url: z.string().default(''),
  severity: z.string(),
  range: z.string(),
});

const npmReport = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), via: z.array(z.union([z.string(), advisory])), nodes: z.array(z.string()) }),
  ),
  metadata: z.object({ dependencies: z.object({ total: z.number() }) }),
});

const npmLock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })).default({}) });

const pnpmReport = z.object({
  advisories: z.record(
    z.string(),
    z.object({
      id: z.union([z.number(), z.string()]),
      module_name: z.string(),
      title: z.string().default(''),
      severity: z.string(),
      cves: z.array(z.string()).default([]),
      github_advisory_id: z.string().nullish(),
      patched_versions: z.string().default(''),
      findings: z.array(z.object({ version: z.string() })),
    }),
  ),
});

/** The audit of npm, which is asked about what yarn and bun lock too, and of pnpm. They send the names and versions of a lockfile to the registry. Exit codes: 0 nothing found, 1 something, or it failed. */
export async function askAudit(asking: Asking): Promise<Told> {
  const told: Told['vulnerabilities'][number][] = [];
  const reports: string[] = [];
  const versions = new Map<string, string>();
  for (const unit of asking.units) {
    const program = managerOf(unit);
    if (!versions.has(program)) versions.set(program, `${program} ${await asking.version(program)}`);
    const result = await asked(asking, { unit, program });
    const found = program === 'npm' ? readNpm(result, unit) : readPnpm(result);
    if (found.length > 0 !== (result.exitCode === 1)) throw noAnswer(program, result, 'ended with a code its report does not explain');
    told.push(...found.map((one) => ({ unit, ...one })));
    reports.push(result.stdout);
  }
  return { version: [...versions.values()].join(', '), report: reports.join('\n'), vulnerabilities: told, listed: null };
}

function managerOf({ file, lock }: Unit): 'npm' | 'pnpm' {
  if (file === 'package-lock.json') return 'npm';
  if (file === 'pnpm-lock.yaml') return 'pnpm';
  throw new AdapterError(
    'ADVISORIES_UNREACHABLE',
    `\`advisories: audit\` asks npm's registry; nobody was asked about ${lock?.path ?? file}`,
    {
      hint: 'name osv-scanner, trivy or a folder of OSV records, which know its ecosystem',
    },
  );
}

const NPM = ['npm', 'audit', '--json', '--package-lock-only', '--include=dev', '--include=optional', '--include=peer'] as const;
const PNPM = ['pnpm', 'audit', '--json'] as const;

async function asked(
  { dir, registry, run }: Asking,
  { unit, program }: { readonly unit: Unit; readonly program: 'npm' | 'pnpm' },
): Promise<Ended> {
  const result = await run(program === 'npm' ? NPM : PNPM, {
    cwd: join(dir, unit.folder),
    network: registry.endpoints(unit.lock?.beside['.npmrc'] ?? ''),
    env: {
      npm_config_userconfig: join(dir, 'npmrc'),
      npm_config_update_notifier: 'false',
      npm_config_fetch_retries: '0',
      ...(program === 'pnpm' ? { npm_config_manage_package_manager_versions: 'false' } : {}),
    },
  });
  if (result.exitCode !== 0 && result.exitCode !== 1) throw noAnswer(`${program} audit`, result, 'has no answer');
  return result;
}

function readNpm(result: Ended, { lock, file, text }: Unit): Found[] {
  const answer = npmReport.safeParse(parseJson(result.stdout));
  if (!answer.success) throw noAnswer('npm audit', result, 'gave no report');
  const { vulnerabilities, metadata } = answer.data;
  if (metadata.dependencies.total === 0) throw noAnswer('npm audit', result, `found no package in ${lock?.path ?? file}`);
  const { packages } = npmLock.parse(parseJson(text));
  return Object.values(vulnerabilities).flatMap(({ name, via, nodes }) => {
    const installed = [...new Set(nodes.map((node) => packages[node]?.version ?? 'unknown'))];
    return via
      .filter((one) => typeof one !== 'string')
      .flatMap(({ source, title, url, severity, range }) =>
        installed
          .filter((version) => isInRange(version, range))
          .map((version) => ({
            name,
            version,
            id: /GHSA(-[0-9a-z]{4}){3}/.exec(url)?.[0] ?? `npm advisory ${source}`,
            aliases: [],
            summary: title,
            severity,
            fixed: [...range.matchAll(/(?:^|\s)<\s*(\d\S*)/g)].map(([, bound = '']) => bound),
          })),
      );
  });
}

function readPnpm(result: Ended): Found[] {
  const answer = pnpmReport.safeParse(parseJson(result.stdout));
  if (!answer.success) throw noAnswer('pnpm audit', result, 'gave no report');
  return Object.values(answer.data.advisories).flatMap((one) =>
    [...new Set(one.findings.map(({ version }) => version))].map((version) => ({
      name: one.module_name,
      version,
      id: one.github_advisory_id ?? `npm advisory ${one.id}`,
      aliases: one.cves,
      summary: one.title,
      severity: one.severity,
      fixed: [...one.patched_versions.matchAll(/>=\s*(\d\S*)/g)].map(([, text = '']) => text),
    })),
  );
}

/** An advisory's range: alternatives of comparisons. What cannot be compared counts as inside. */
export function isInRange(version: string, range: string): boolean {
  const own = parseVersion(version);
  if (own === null) return true;
  return range.split('||').some(
    (part) =>
      /[~^]|\s-\s/.test(part) ||
      [...part.matchAll(/(<=|>=|<|>|=)?\s*(\d[^\s,]*)/g)].every(([, sign = '=', text = '']) => {
        const other = parseVersion(text);
        if (other === null) return true;
        const order = compareVersions(own, other);
        return sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : sign === '>=' ? order >= 0 : order === 0;
      }),
  );
}
