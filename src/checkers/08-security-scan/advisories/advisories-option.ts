import { z } from 'zod';

/** Programs that may be named one day; none of them is a folder. */
const PROGRAMS = new Set(['osv-scanner', 'trivy', 'audit']);

/** Where it is known which versions of which packages are vulnerable: a folder of OSV records. */
export const advisoriesOption = z
  .string()
  .min(1)
  .refine((value) => !PROGRAMS.has(value), { error: 'no such program is asked yet: name a folder of OSV records' });
