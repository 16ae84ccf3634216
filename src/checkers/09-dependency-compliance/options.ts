import { z } from 'zod';

const licences = z.strictObject({
  /** SPDX ids. */
  allow: z.array(z.string()).min(1),
  /** The licence of packages whose lockfile says none, by name. */
  known: z.record(z.string(), z.string()).default({}),
  unknown: z.enum(['error', 'warning']).default('error'),
});

export const options = z.strictObject({
  /** Without one, licences are not judged. */
  licences: licences.optional(),
  /** What addresses outside of registries may begin with. */
  sources: z.array(z.string()).default([]),
  /** Packages that may run commands when they are installed. */
  scripts: z.array(z.string()).default([]),
  /** Packages that are meant although a popular one has nearly the same name. */
  names: z.array(z.string()).default([]),
});

export type Options = z.infer<typeof options>;
