import type { Finding } from '../../domain/finding.ts';
import type { Region, Result } from './log.ts';

export const BASE_ID = '%SRCROOT%';

/**
 * Where a finding about the change as a whole points to: code-scanning services refuse a result without a file, and this names none. It
 * cannot be one, as no path of a git tree ends in a slash.
 */
const WHOLE_CHANGE = 'the-change-as-a-whole/';

/** A path of the tree as a reference relative to the root of the repository, whatever characters its name holds. */
function uriOf(path: string): string {
  const segments = path.toWellFormed().split('/');
  // What leads elsewhere is no path of a tree, whoever reported it.
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) return WHOLE_CHANGE;
  return segments.map(encodeURIComponent).join('/');
}

/** One location: services that show results want a file and a line. Line 1 where only the file is known. */
export function locationsOf({ path, range }: Pick<Finding, 'path' | 'range'>): Result['locations'] {
  return [{ physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: BASE_ID }, region: regionOf(range) } }];
}

/** What outside tools say of places is not always one: a region of the standard starts at 1 and ends behind its start. */
function regionOf(range: Finding['range']): Region {
  const startLine = position(range?.startLine) ?? 1;
  const startColumn = position(range?.startColumn);
  const saidEnd = position(range?.endLine);
  const endLine = saidEnd !== undefined && saidEnd >= startLine ? saidEnd : undefined;
  const saidColumn = position(range?.endColumn);
  const isBehind = saidColumn !== undefined && ((endLine ?? startLine) > startLine || saidColumn >= (startColumn ?? 1));
  return {
    startLine,
    ...(startColumn === undefined ? {} : { startColumn }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(isBehind ? { endColumn: saidColumn } : {}),
  };
}

/** The standard's integers end here, and so do the services'. */
const LARGEST = 2 ** 31 - 1;

function position(value: number | undefined): number | undefined {
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= LARGEST ? value : undefined;
}
