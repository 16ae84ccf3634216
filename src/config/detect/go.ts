import type { Ecosystem } from './ecosystem.ts';

const LINT_CONFIGS = ['.golangci.yml', '.golangci.yaml', '.golangci.toml', '.golangci.json'];

export const go: Ecosystem = {
  name: 'Go',
  languages: ['go'],
  manifests: ['go.mod', 'go.work'],
  extensions: ['.go'],
  async commands(tree) {
    const hasLint = tree.paths.some((path) => LINT_CONFIGS.includes(path));
    return {
      commands: { build: 'go build ./...', test: 'go test ./...', ...(hasLint ? { lint: 'golangci-lint run' } : {}) },
      notes: tree.paths.includes('go.mod')
        ? []
        : ['go.work without a go.mod at the root: ./... may match nothing, set commands in the config'],
    };
  },
};
