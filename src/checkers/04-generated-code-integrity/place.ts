import { sourceLanguage } from '../../syntax/parse-source.ts';

const TEST_PATH =
  /(^|\/)(tests?|__tests__|specs?|e2e|cypress|test-d|testing|__mocks__|mocks?)\/|[._-](test|spec|test-d|e2e|bench)\.[^/]+$|(^|\/)(test|spec)\.[cm]?[jt]sx?$|(^|\/)test_[^/]+\.py$|_test\.(go|py)$/i;
const SAMPLE_PATH = /(^|\/)(__)?(fixtures?|testdata|test-data|test-cases|canary|cassettes)(__)?\/|(^|\/)__snapshots__\/|\.snap$/i;
/** Input of generators and tools: what it imports need not be here. */
const TEMPLATE_PATH = /(^|\/)(templates?|samples?|recordings)\//i;

export function isTestPath(path: string): boolean {
  return TEST_PATH.test(path);
}

/** Input of tests and generators: files there may be broken on purpose. */
export function isSamplePath(path: string): boolean {
  return SAMPLE_PATH.test(path);
}

/** Nobody wrote it as it is. What it leaves out of the checks counts all the same: a name is quickly given. */
export function isMinified(path: string): boolean {
  return /\.min\.[cm]?js$/.test(path);
}

/** What a build writes into the repository: it takes comments over from the source. */
export function isBuilt(path: string): boolean {
  return /(^|\/)dist\//.test(path);
}

/** Programs that tests read or start: a test among them is no test of the repository. */
export function isFixturePath(path: string): boolean {
  return /(^|\/)(__)?(fixtures?|testdata|test-data)(__)?\//i.test(path);
}

/** Beside the tests, without the name of one: may be their input, and makes them fail where it is not. */
export function isTestInput(path: string): boolean {
  return isSamplePath(path) || TEMPLATE_PATH.test(path) || (isTestPath(path) && !/(^|[/._-])(test|spec)\.[^/]+$/.test(path));
}

/** Milder where a file may be broken on purpose. */
export function severityAt(path: string): { readonly severity?: 'warning' } {
  return isSamplePath(path) ? { severity: 'warning' } : {};
}

const OTHER_SOURCE =
  /\.(pyi?|go|rs|java|kts?|rb|php|cs|swift|scala|c|h|cc|cpp|hpp|m|sh|bash|zsh|sql|lua|r|jl|ex|exs|erl|css|scss|sass|less|vue|svelte|astro|html?|xml|svg|ya?ml|toml|ini|cfg|conf|properties|json|jsonc|json5|tf|tfvars|hcl|proto|graphqls?|gql|prisma|gradle|groovy|cmake|mk|ps1|bat|fish|nix|dart|zig|hs|clj|fs|pl|sol)$/i;

/** What has no ending, or one of its own choice. */
const NAMED_SOURCE =
  /(^|\/)(?:(?:[\w.-]+\.)?(?:dockerfile|containerfile)(?:\.(?!md$)[\w-]+)?|(?:gnu)?makefile|justfile|procfile|jenkinsfile|vagrantfile|gemfile|rakefile|brewfile|caddyfile|\.env(?:\.[\w-]+)*|\.(?:git|docker|eslint|prettier)ignore|\.editorconfig|\.npmrc|requirements[\w.-]*\.txt)$/i;

/** Code or config, as opposed to prose. */
export function isCode(path: string): boolean {
  return sourceLanguage(path) !== null || OTHER_SOURCE.test(path) || NAMED_SOURCE.test(path);
}
