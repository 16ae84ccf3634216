import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { type Asking, noAnswer, type Told, type Unit } from './asking.ts';

const report = z.object({
  SchemaVersion: z.literal(2),
  Results: z
    .array(
      z.object({
        Target: z.string(),
        Class: z.string(),
        Packages: z.array(z.object({ Name: z.string(), Version: z.string().default('') })).default([]),
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string().min(1),
              VendorIDs: z.array(z.string()).default([]),
              PkgName: z.string(),
              InstalledVersion: z.string(),
              FixedVersion: z.string().default(''),
              Severity: z.string(),
              Title: z.string().default(''),
              Description: z.string().default(''),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
});

/** Where it fetches its database from, which it keeps for a day. */
const NETWORK = ['mirror.gcr.io', 'ghcr.io', 'pkg-containers.githubusercontent.com'];

/** Trivy over a folder of lockfiles. Exit code 0 whatever it found, 1 where it failed. */
export async function askTrivy({ dir, units, cache, run, version }: Asking): Promise<Told> {
  const said = await version('trivy');
  const options = [
    '--format',
    'json',
    '--scanners',
    'vuln',
    '--pkg-types',
    'library',
    '--list-all-pkgs',
    '--include-dev-deps',
    '--offline-scan',
    '--quiet',
  ];
  const result = await run(['trivy', 'fs', ...options, '--cache-dir', cache, dir], { network: NETWORK, writable: [cache] });
  const answer = report.safeParse(parseJson(result.stdout));
  if (result.exitCode !== 0 || !answer.success) throw noAnswer('trivy', result, 'gave no report');
  const listed = new Map<Unit, Set<string>>();
  const vulnerabilities: Told['vulnerabilities'][number][] = [];
  for (const { Target: target, Class: kind, Packages: packages, Vulnerabilities: found } of answer.data.Results) {
    const unit = units.find(({ folder }) => target.startsWith(`${folder}/`));
    if (unit === undefined || kind !== 'lang-pkgs') continue;
    const seen = listed.get(unit) ?? new Set<string>();
    listed.set(unit, seen);
    for (const { Name: name, Version: one } of packages) seen.add(`${name}@${one}`);
    for (const one of found)
      vulnerabilities.push({
        unit,
        name: one.PkgName,
        version: one.InstalledVersion,
        id: one.VulnerabilityID,
        aliases: one.VendorIDs,
        summary: one.Title === '' ? one.Description : one.Title,
        severity: one.Severity,
        fixed: one.FixedVersion.split(/,\s*/).filter((text) => text !== ''),
      });
  }
  return { version: said, report: result.stdout, vulnerabilities, listed };
}
