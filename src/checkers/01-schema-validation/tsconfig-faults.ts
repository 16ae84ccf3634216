import { posix } from 'node:path';
import { isList, isObject, type Json } from '../../definitions/json-value.ts';
import { meantBy } from '../../formats/one-edit.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto, unknownWord } from './say.ts';
import { ANY, listOf, listOr, mapOf, matching, objectOf, type Shape, TEXT, TEXTS, TRUTH } from './shape.ts';
import type { Judged, Side } from './side.ts';

const TSCONFIG = /(?:^|\/)tsconfig(?:[.-][\w.-]+)?\.json$/;
const FLAGS =
  'allowArbitraryExtensions allowImportingTsExtensions allowJs allowSyntheticDefaultImports allowUmdGlobalAccess allowUnreachableCode allowUnusedLabels alwaysStrict assumeChangesOnlyAffectDirectDependencies checkJs composite declaration declarationMap diagnostics disableReferencedProjectLoad disableSizeLimit disableSolutionSearching disableSourceOfProjectReferenceRedirect downlevelIteration emitBOM emitDeclarationOnly emitDecoratorMetadata erasableSyntaxOnly esModuleInterop exactOptionalPropertyTypes experimentalDecorators explainFiles extendedDiagnostics forceConsistentCasingInFileNames importHelpers incremental inlineSourceMap inlineSources isolatedDeclarations isolatedModules keyofStringsOnly libReplacement listEmittedFiles listFiles noCheck noEmit noEmitHelpers noEmitOnError noErrorTruncation noFallthroughCasesInSwitch noImplicitAny noImplicitOverride noImplicitReturns noImplicitThis noImplicitUseStrict noLib noPropertyAccessFromIndexSignature noResolve noStrictGenericChecks noUncheckedIndexedAccess noUncheckedSideEffectImports noUnusedLocals noUnusedParameters preserveConstEnums preserveSymlinks preserveValueImports preserveWatchOutput pretty removeComments resolveJsonModule resolvePackageJsonExports resolvePackageJsonImports rewriteRelativeImportExtensions skipDefaultLibCheck skipLibCheck sourceMap strict strictBindCallApply strictBuiltinIteratorReturn strictFunctionTypes strictNullChecks strictPropertyInitialization stripInternal suppressExcessPropertyErrors suppressImplicitAnyIndexErrors traceResolution useDefineForClassFields useUnknownInCatchVariables verbatimModuleSyntax';
const NAMES =
  'baseUrl declarationDir generateCpuProfile generateTrace ignoreDeprecations jsxFactory jsxFragmentFactory jsxImportSource locale mapRoot out outDir outFile reactNamespace rootDir sourceRoot tsBuildInfoFile charset';
const MODULES = 'none commonjs amd umd system es6 es2015 es2020 es2022 esnext node16 node18 node20 nodenext preserve';
const LIBRARIES =
  'dom dom.iterable dom.asynciterable webworker webworker.importscripts webworker.asynciterable webworker.iterable scripthost decorators decorators.legacy';

/** In small and large letters; a year that is to come is none that is misspelt. */
function choice(words: string): Shape {
  const known = new Set(words.split(' '));
  return (value, steps, say) => {
    if (value === null) return;
    if (typeof value !== 'string') return TEXT(value, steps, say);
    const word = value.toLowerCase();
    if (known.has(word) || /^es(?:[3567]|20(?:1\d|2\d)|next)(?:\.[a-z.]+)?$/.test(word)) return;
    say(...unknownWord(word, { known, steps, message: `there is no ${JSON.stringify(value)} for ${JSON.stringify(keyOf(steps))}` }));
  };
}

function keyOf(steps: readonly string[]): string {
  return steps.findLast((step) => !/^\d+$/.test(step)) ?? '';
}

function each(words: string, shape: Shape): Readonly<Record<string, Shape>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, shape]));
}

const OPTIONS = objectOf({
  ...each(FLAGS, TRUTH),
  ...each(NAMES, TEXT),
  target: choice('es3 es5 es6 esnext es2015 es2016 es2017 es2018 es2019 es2020 es2021 es2022 es2023 es2024 es2025'),
  module: choice(MODULES),
  moduleResolution: choice('classic node node10 node16 nodenext bundler'),
  moduleDetection: choice('auto legacy force'),
  jsx: choice('preserve react react-native react-jsx react-jsxdev'),
  newLine: choice('crlf lf'),
  importsNotUsedAsValues: choice('remove preserve error'),
  lib: listOf(choice(LIBRARIES)),
  paths: mapOf(TEXTS),
  types: TEXTS,
  typeRoots: TEXTS,
  rootDirs: TEXTS,
  customConditions: TEXTS,
  moduleSuffixes: TEXTS,
  plugins: ANY,
  maxNodeModuleJsDepth: ANY,
});
const KEYS: Readonly<Record<string, Shape>> = {
  compilerOptions: OPTIONS,
  extends: listOr(TEXT, TEXT),
  include: TEXTS,
  exclude: TEXTS,
  files: TEXTS,
  references: listOf(objectOf({ path: TEXT, prepend: TRUTH, circular: TRUTH })),
  compileOnSave: TRUTH,
  typeAcquisition: ANY,
  watchOptions: matching('an object', isObject),
};

/** What the compiler of TypeScript refuses its settings for. */
export function tsconfigFaults({ tree }: Side, judged: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const { value } = judged.document;
  if (!TSCONFIG.test(judged.path) || !isObject(value)) return sightings;
  const say = sayInto(sightings, judged);
  for (const [key, held] of Object.entries(value)) {
    const shape = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    shape?.(held, [key], say);
    // Other programs have keys of their own here.
    const meant = shape === undefined ? meantBy(key, ['compilerOptions', 'references', 'include', 'exclude', 'extends']) : undefined;
    if (meant !== undefined)
      say('schema-violation', [key], `a tsconfig has no key ${JSON.stringify(key)}: it is ${JSON.stringify(meant)}`, true);
  }
  const folder = posix.dirname(judged.path);
  const { extends: extended, references } = value;
  const bases = isList(extended) ? extended : [extended];
  for (const [index, one] of bases.entries())
    baseFaults(tree.paths, { folder, one, at: isList(extended) ? ['extends', String(index)] : ['extends'] }, say);
  for (const [index, one] of (isList(references) ? references : []).entries()) {
    const path = isObject(one) ? one['path'] : undefined;
    if (typeof path !== 'string' || isGenerated(path)) continue;
    const target = posix.join(folder, path);
    if (target.startsWith('..') || tree.has(target) || tree.has(`${target}.json`) || tree.has(posix.join(target, 'tsconfig.json')))
      continue;
    say('broken-reference', ['references', String(index), 'path'], `there is no project ${JSON.stringify(path)}`);
  }
  return sightings;
}

/** A build may write it: certain is only what another file that is there was meant by. */
function baseFaults(
  paths: readonly string[],
  { folder, one, at }: { readonly folder: string; readonly one: Json | undefined; readonly at: readonly string[] },
  say: Say,
): void {
  if (typeof one !== 'string' || !/^\.\.?\//.test(one)) return;
  const written = posix.join(folder, one);
  const target = written.endsWith('.json') ? written : `${written}.json`;
  if (paths.includes(target) || paths.includes(written)) return;
  const meant = meantBy(
    target,
    paths.filter((path) => path.endsWith('.json')),
  );
  if (meant !== undefined) say('broken-reference', at, `there is no file ${target}: it is ${meant}`);
}

/** Frameworks write theirs into folders that begin with a dot. */
function isGenerated(path: string): boolean {
  return path.includes('$') || path.split('/').some((part) => /^\.[^./]/.test(part) || part === 'node_modules');
}
