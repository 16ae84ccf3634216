import type { LinterConfig } from '../../domain/project.ts';
import { isAskedInCi } from './asked-in-ci.ts';
import { clippyOf } from './clippy.ts';
import type { LinterDetection } from './linter-detection.ts';

const RUSTFMT_CONFIGS = ['rustfmt.toml', '.rustfmt.toml'];

/** gofmt is every Go project's own; go vet, rustfmt and clippy those of a project which configures them or asks them in its CI. */
export const nativeLinters: LinterDetection = async (tree) => {
  const linters: LinterConfig[] = [];
  if (tree.paths.includes('go.mod')) linters.push({ name: 'gofmt', config: null });
  // Without a configuration golangci-lint asks it, too.
  const vets = tree.paths.some((path) => /(^|\/)\.golangci\.\w+$/.test(path)) ? /\bgo\s+vet\b/ : /\bgo\s+vet\b|\bgolangci-lint\b/;
  if (tree.paths.includes('go.mod') && (await isAskedInCi(tree, vets))) linters.push({ name: 'go vet', config: null });
  const config = RUSTFMT_CONFIGS.find((path) => tree.paths.includes(path)) ?? null;
  if (
    tree.paths.includes('Cargo.toml') &&
    (config !== null || (await isAskedInCi(tree, /\bcargo\s+(\+\S+\s+)?fmt\b|\brustfmt\s+--check\b/)))
  )
    linters.push({ name: 'rustfmt', config });
  const clippy = await clippyOf(tree);
  if (clippy !== null) linters.push(clippy);
  return { linters, notes: [] };
};
