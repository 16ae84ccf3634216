import { z } from 'zod';
import { UserError } from '../../domain/error.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';

const names = z.record(z.string(), z.unknown());

/** What Jidoka reads of a package.json; everything else passes unread. */
const manifestSchema = z.looseObject({
  packageManager: z.string().optional(),
  devEngines: z.looseObject({ packageManager: z.looseObject({ name: z.string() }).optional() }).optional(),
  workspaces: z.union([z.array(z.string()), z.looseObject({ packages: z.array(z.string()).optional() })]).optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  dependencies: names.optional(),
  devDependencies: names.optional(),
  optionalDependencies: names.optional(),
  peerDependencies: names.optional(),
});

export type Manifest = z.output<typeof manifestSchema>;

/** Reads a package.json of the tree; null where there is none. One that cannot be read is a `UserError`: to skip it would be to judge less. */
export async function readManifest(tree: TreeSnapshot, path: string): Promise<Manifest | null> {
  const text = await tree.read(path);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UserError('MANIFEST_INVALID', `${path}: expected JSON, found ${cause instanceof Error ? cause.message : 'something else'}`, {
      cause,
    });
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UserError('MANIFEST_INVALID', `${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a package.json'}`);
}

export function dependencyNames(manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((group) => Object.keys(group ?? {}));
}
