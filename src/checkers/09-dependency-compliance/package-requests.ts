import type { Tree } from '../../domain/tree.ts';
import { couldBeAlias } from '../../syntax/alias.ts';
import { isAskedFor } from '../../syntax/declared-packages.ts';
import { importsOf, type ModuleImport } from '../../syntax/imports.ts';
import { packageName } from '../../syntax/package-name.ts';
import { parseSource, sourceLanguage } from '../../syntax/parse-source.ts';

/** Longer ones are bundles that nobody wrote. */
const MAX_CHARACTERS = 2_000_000;
/** What is never published: what it imports has only to be there when the repository works on itself. */
const OWN_USE =
  /(^|\/)(\.[^/]+|tests?|__tests__|__mocks__|specs?|e2e|cypress|benchmarks?|bench|scripts?|tools?|docs?|website|examples?|samples?|templates?|playgrounds?|fixtures?|stories)\/|[._-](test|spec|test-d|bench|stories|config|setup)\.[^/]+$|(^|\/)([^/]*rc|bench(mark)?s?|tests?|gulpfile|gruntfile)\.[cm]?[jt]sx?$/i;

/** An import of a package. */
export interface Request extends ModuleImport {
  readonly name: string;
}

/** What a file asks of packages; nothing where it is no program, or not JavaScript or TypeScript. */
export async function requestsIn(tree: Tree, path: string): Promise<Request[]> {
  if (sourceLanguage(path) === null || tree.entry(path)?.mode.startsWith('100') !== true || /(^|\/)node_modules\//.test(path)) return [];
  const text = (await tree.read(path)) ?? '';
  const parsed = text.length > MAX_CHARACTERS ? null : parseSource(path, text);
  if (parsed === null || parsed.problem !== null) return [];
  return importsOf(parsed).flatMap((one) => {
    const name = packageName(one.specifier);
    return name === null ? [] : [{ ...one, name }];
  });
}

export interface Place {
  readonly importer: string;
  readonly tree: Tree;
}

/** Is it certain that no manifest above the importer asks for the package, and that nothing else is meant? */
export async function isUndeclared({ name, specifier, isTypeOnly }: Request, place: Place): Promise<boolean> {
  return !(await isAskedFor({ ...place, name, isTypeOnly })) && !(await couldBeAlias({ ...place, specifier }));
}

/** Milder for what has only to be there when the repository works on itself, and for what is gone when it runs. */
export function severityOf({ isTypeOnly }: Request, importer: string): { readonly severity?: 'warning' } {
  return isTypeOnly || OWN_USE.test(importer) ? { severity: 'warning' } : {};
}
