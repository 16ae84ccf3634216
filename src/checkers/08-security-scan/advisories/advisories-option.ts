import { z } from 'zod';
import type { AdvisorName } from '../../../tools/tool.ts';

const PROGRAMS: ReadonlySet<string> = new Set<AdvisorName>(['osv-scanner', 'trivy', 'audit']);

/** Where it is known which versions of which packages are vulnerable: a folder of OSV records, or a program to ask. */
export const advisoriesOption = z.string().min(1);

export function isProgram(source: string): source is AdvisorName {
  return PROGRAMS.has(source);
}
