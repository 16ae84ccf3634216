import { join } from 'node:path';
import { z } from 'zod';
import { affectedBy, fixedIn, osvRecord, severityOf } from '../../formats/osv/osv-record.ts';
import { parseJson } from '../parse-json.ts';
import { type Asking, noAnswer, type Told, type Unit } from './asking.ts';

const OSV = { npm: 'npm', pypi: 'PyPI', cargo: 'crates.io', go: 'Go', maven: 'Maven' } as const;

const report = z.object({
  results: z.array(
    z.object({
      source: z.object({ path: z.string() }),
      packages: z.array(
        z.object({
          package: z.object({ name: z.string(), version: z.string() }),
          vulnerabilities: z.array(osvRecord).nullish(),
        }),
      ),
    }),
  ),
});

/** osv-scanner of version 2. Exit codes: 0 nothing found, 1 something; 127 and above it failed, 128 where it found no package. */
export async function askOsvScanner({ dir, units, run, version }: Asking): Promise<Told> {
  const said = await version('osv-scanner');
  const fileOf = ({ folder, file }: Unit) => join(dir, folder, file === 'go.sum' ? 'go.mod' : file);
  const named = units.flatMap((unit) => ['--lockfile', fileOf(unit)]);
  const result = await run(['osv-scanner', 'scan', 'source', '--format', 'json', '--all-packages', '--no-resolve', ...named], {
    network: ['api.osv.dev'],
  });
  const answer = report.safeParse(parseJson(result.stdout));
  if ((result.exitCode !== 0 && result.exitCode !== 1) || !answer.success) throw noAnswer('osv-scanner', result, 'gave no report');
  const byPath = new Map(units.map((unit) => [fileOf(unit), unit]));
  const listed = new Map<Unit, Set<string>>();
  const vulnerabilities: Told['vulnerabilities'][number][] = [];
  for (const { source, packages } of answer.data.results) {
    const unit = byPath.get(source.path);
    if (unit === undefined) throw noAnswer('osv-scanner', result, `names ${source.path}, of which it was not asked`);
    const seen = listed.get(unit) ?? new Set<string>();
    listed.set(unit, seen);
    for (const { package: one, vulnerabilities: records } of packages) {
      seen.add(`${one.name}@${one.version}`);
      for (const record of (records ?? []).filter(({ withdrawn }) => withdrawn == null)) {
        // It says that this version is affected; which part of the advisory says so tells what mends it.
        const part = affectedBy(record, { ...one, ecosystem: OSV[unit.ecosystem] })?.part;
        vulnerabilities.push({
          unit,
          ...one,
          id: record.id,
          aliases: record.aliases ?? [],
          summary: record.summary ?? record.details ?? '',
          severity: severityOf(record, part ?? {}),
          fixed: part === undefined ? [] : fixedIn(part),
        });
      }
    }
  }
  if (vulnerabilities.length > 0 !== (result.exitCode === 1))
    throw noAnswer('osv-scanner', result, 'ended with a code its report does not explain');
  return { version: said, report: result.stdout, vulnerabilities, listed };
}
