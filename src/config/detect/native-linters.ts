import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import type { LinterDetection } from './linter-detection.ts';

const RUSTFMT_CONFIGS = ['rustfmt.toml', '.rustfmt.toml'];
const CI =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.travis\.yml|\.circleci\/config\.yml|\.ci\/[^/]+|Makefile|[Jj]ustfile)$/;

/** gofmt is every Go project's own; rustfmt that of a project which configures it or asks it in its CI. */
export const nativeLinters: LinterDetection = async (tree) => {
  const linters: LinterConfig[] = [];
  if (tree.paths.includes('go.mod')) linters.push({ name: 'gofmt', config: null });
  const config = RUSTFMT_CONFIGS.find((path) => tree.paths.includes(path)) ?? null;
  if (tree.paths.includes('Cargo.toml') && (config !== null || (await isAsked(tree, /\bcargo\s+(\+\S+\s+)?fmt\b|\brustfmt\s+--check\b/))))
    linters.push({ name: 'rustfmt', config });
  return { linters, notes: [] };
};

async function isAsked(tree: TreeSnapshot, program: RegExp): Promise<boolean> {
  const texts = await Promise.all(tree.paths.filter((path) => CI.test(path)).map((path) => tree.read(path)));
  return texts.some((text) => text !== null && program.test(text));
}
