import { escape } from '../escape.ts';
import { count } from './quantity.ts';

interface Cleaned {
  readonly removed: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
  readonly left: number;
  readonly isAtWork: boolean;
}

/** So many are named, the largest ones. */
const NAMED = 20;

/** What was removed from the state folder and how much that was. */
export function cleanedLines({ removed, bytes, left, isAtWork }: Cleaned, isDryRun: boolean): string[] {
  const named = removed.toSorted((a, b) => b.bytes - a.bytes).slice(0, NAMED);
  const others = removed.length - named.length;
  return [
    ...named.map((item) => `  ${size(item.bytes).padStart(9)}  ${escape(item.path)}`),
    ...(others === 0 ? [] : [`             and ${others} more`]),
    `${isDryRun ? 'Would remove' : 'Removed'} ${count(removed.length, 'file or folder', 'files and folders')}, ${size(bytes)}; ${size(left)} that can be made again are left.`,
    ...(isAtWork ? ['A run or a check is at work: builds, installations and caches were left alone.'] : []),
  ];
}

function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`;
}
