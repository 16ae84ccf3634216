import { z } from 'zod';
import { pythonName } from '../python-requirement.ts';
import { type OsvEcosystem, versionOrderOf } from './version-order.ts';

const event = z.object({
  introduced: z.string().optional(),
  fixed: z.string().optional(),
  last_affected: z.string().optional(),
  limit: z.string().optional(),
});

const severity = z.object({ severity: z.string().optional().catch(undefined), informational: z.string().nullish().catch(undefined) });

/** An advisory as https://ossf.github.io/osv-schema/ has it, as far as it is used here. */
export const osvRecord = z.object({
  id: z.string().min(1),
  modified: z.string().optional(),
  withdrawn: z.string().nullish(),
  aliases: z.array(z.string()).nullish(),
  summary: z.string().nullish(),
  details: z.string().nullish(),
  database_specific: severity.nullish().catch(null),
  affected: z
    .array(
      z.object({
        package: z.object({ ecosystem: z.string(), name: z.string() }).nullish(),
        versions: z.array(z.string()).nullish(),
        ranges: z.array(z.object({ type: z.string(), events: z.array(event) })).nullish(),
        database_specific: severity.nullish().catch(null),
        ecosystem_specific: severity.nullish().catch(null),
      }),
    )
    .nullish(),
});

export type OsvRecord = z.output<typeof osvRecord>;
export type Affected = NonNullable<OsvRecord['affected']>[number];

/** Throws for what is none. */
export function readOsvRecord(text: string): OsvRecord {
  return osvRecord.parse(JSON.parse(text));
}

export interface PackageVersion {
  readonly ecosystem: OsvEcosystem;
  readonly name: string;
  readonly version: string;
}

/** A name as two of the same ecosystem are compared. */
export function comparedName(ecosystem: OsvEcosystem, name: string): string {
  return ecosystem === 'PyPI' ? pythonName(name) : name;
}

/** The part of an advisory that a package's version falls under; null for none. `unknown`: they cannot be compared. */
export function affectedBy(
  { affected }: OsvRecord,
  one: PackageVersion,
): { readonly part: Affected; readonly is: 'affected' | 'unknown' } | null {
  let unsure: Affected | null = null;
  for (const part of affected ?? []) {
    // `Maven:https://…` is another repository of the same kind.
    if (part.package?.ecosystem.split(':')[0] !== one.ecosystem) continue;
    if (comparedName(one.ecosystem, part.package.name) !== comparedName(one.ecosystem, one.name)) continue;
    const is = isAffected(part, one);
    if (is === true) return { part, is: 'affected' };
    if (is === null) unsure ??= part;
  }
  return unsure === null ? null : { part: unsure, is: 'unknown' };
}

function isAffected({ versions, ranges }: Affected, { ecosystem, version: written }: PackageVersion): boolean | null {
  const version = ecosystem === 'Go' ? written.replace(/^v/, '').replace(/\+incompatible$/, '') : written;
  if (versions?.some((one) => one === version || one === written) === true) return true;
  const ordered = ranges?.filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM') ?? [];
  // Neither versions nor ranges means every version; ranges of commits say nothing of a version.
  if (ordered.length === 0) return (versions ?? []).length > 0 ? false : (ranges ?? []).length === 0 ? true : null;
  const answers = ordered.map(({ events }) => isInRange(version, { ecosystem, events }));
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

type Event = z.output<typeof event>;

/** Null where they cannot be compared. */
function isInRange(
  version: string,
  { ecosystem, events }: { readonly ecosystem: OsvEcosystem; readonly events: readonly Event[] },
): boolean | null {
  const order = versionOrderOf(ecosystem);
  const all = events.flatMap(({ introduced, fixed, last_affected: last }) => [
    ...(introduced === undefined ? [] : [{ at: introduced, is: 'introduced' as const }]),
    ...(fixed === undefined ? [] : [{ at: fixed, is: 'fixed' as const }]),
    ...(last === undefined ? [] : [{ at: last, is: 'last' as const }]),
  ]);
  const placed = all.map((one) => ({ ...one, isAhead: one.at === '0' ? -1 : order(one.at, version) }));
  if (placed.some(({ isAhead }) => isAhead === null)) return null;
  const sorted = placed.toSorted((a, b) => (a.at === '0' ? -1 : b.at === '0' ? 1 : (order(a.at, b.at) ?? 0)));
  let isIn = false;
  for (const { is, isAhead } of sorted) {
    const distance = isAhead ?? 0;
    if (is === 'introduced' && distance <= 0) isIn = true;
    else if (is === 'fixed' && distance <= 0) isIn = false;
    else if (is === 'last' && distance < 0) isIn = false;
  }
  const limits = events.flatMap(({ limit }) => (limit === undefined || limit === '*' ? [] : [limit]));
  return isIn && (limits.length === 0 || limits.some((limit) => (order(version, limit) ?? -1) < 0));
}

/** Versions from which on it is mended. */
export function fixedIn({ ranges }: Affected): string[] {
  return (ranges ?? []).filter(({ type }) => type !== 'GIT').flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? []));
}

/** Its own word for how bad it is; null where it has none. */
export function severityOf(
  { database_specific: whole }: OsvRecord,
  { database_specific: own, ecosystem_specific: other }: Affected,
): string | null {
  const said = [whole, own, other];
  if (said.some((one) => typeof one?.informational === 'string')) return 'INFORMATIONAL';
  return said.find((one) => one?.severity !== undefined)?.severity?.toUpperCase() ?? null;
}
