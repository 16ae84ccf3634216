import type { Ecosystem } from './ecosystem.ts';

export const rust: Ecosystem = {
  name: 'Rust',
  languages: ['rust'],
  manifests: ['Cargo.toml'],
  extensions: ['.rs'],
  async commands(tree) {
    const hasLock = tree.paths.includes('Cargo.lock');
    const locked = hasLock ? ' --locked' : '';
    const hasClippy = tree.paths.includes('clippy.toml') || tree.paths.includes('.clippy.toml');
    return {
      commands: {
        build: `cargo build${locked}`,
        test: `cargo test${locked}`,
        ...(hasClippy ? { lint: `cargo clippy${locked} --all-targets -- -D warnings` } : {}),
      },
      notes: hasLock ? [] : ['no Cargo.lock: dependencies are not pinned'],
    };
  },
};
