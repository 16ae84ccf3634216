import { sourceLanguage } from '../../syntax/parse-source.ts';

/** What a file is for, which decides how much a find in it weighs. */
export type Place = 'code' | 'config' | 'test' | 'docs' | 'foreign';

const TEST =
  /(^|\/)(tests?|__tests__|specs?|e2e|cypress|playwright|test-d|testing|test[-_]?utils?|test[-_]?helpers?|test[-_]?suite|integration-tests?|__mocks__|mocks?|stubs|(__)?(fixtures?|testdata|test-data|test-cases|canary|cassettes|mock-?data)(__)?|__snapshots__|bench(marks?)?|playgrounds?)\/|[._-](test|tests|spec|test-d|e2e|bench|stories|story|fixtures?|mocks?)\.[^/]+$|\.snap$|(^|\/)(test|spec|mocks?|fixtures?)\.[cm]?[jt]sx?$|(^|\/)(test_[^/]+|conftest)\.py$|_test\.(go|py|rb|exs?)$|(^|\/)src\/test\/|Tests?\.(java|kt|cs|swift|php)$|_spec\.rb$/i;
const DOCS =
  /\.(md|mdx|markdown|rst|adoc|asciidoc|ipynb|tex|po|pot|1)$|(^|\/)(docs?|documentation|examples?|samples?|demos?|tutorials?|website|guides?|i18n|l10n|intl|locales?|translations?|lang)\/|(^|\/)(CHANGELOG|README|HISTORY|CONTRIBUTING|LICENSE|SECURITY)[^/]*$|[._-](examples?|samples?|template|dist|tpl)(\.[^/]+)?$/i;
const CODE =
  /\.(pyi?|pyw|go|rs|java|kts?|rb|php|cs|swift|scala|c|h|cc|cpp|hpp|m|mm|sql|lua|r|jl|exs?|erl|hs|clj|dart|vue|svelte|astro|css|scss|less|html?|graphql|proto|pl|pm|groovy|sol|zig|tsx?)$/i;
/** Programs that hold nothing but settings. */
const SETTINGS = /(^|\/)((wp-|[\w-]+\.)?config(uration)?(\.\w+)?\.(php|inc)|local_?settings\.(php|py)|settings(_\w+)?\.py)$/i;
/** Written by a tool from what other files say. */
const FOREIGN =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|composer\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|flake\.lock|deno\.lock|Podfile\.lock|mix\.lock|packages\.lock\.json|gradle\.lockfile|verification-metadata\.xml)$|\.min\.(js|css)$|\.(map|svg)$|(^|\/)(node_modules|vendor|third[-_]party|bower_components|\.yarn)\//i;

/** What runs with the rights of the repository, whatever it is called: `run-tests.yml` is no test. */
const PIPELINE = /^\.(github|gitea|forgejo)\/(workflows|actions)\//;

export function placeOf(path: string): Place {
  if (PIPELINE.test(path)) return sourceLanguage(path) === null ? 'config' : 'code';
  if (FOREIGN.test(path)) return 'foreign';
  if (TEST.test(path)) return 'test';
  if (DOCS.test(path)) return 'docs';
  if (SETTINGS.test(path)) return 'config';
  return sourceLanguage(path) !== null || CODE.test(path) ? 'code' : 'config';
}

/** Made from the sources, and from what they use. */
export function isBuilt(path: string): boolean {
  return /(^|\/)(dist|build|out|lib-cov|bundle)\/|[._-](bundle|generated|gen)\.[cm]?js$/i.test(path);
}
