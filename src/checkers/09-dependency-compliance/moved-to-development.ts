import { posix } from 'node:path';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { isTestInput } from './is-test-input.ts';
import { requestsIn, severityOf } from './package-requests.ts';
import type { Sighting } from './rules.ts';
import type { Sides } from './unused-dependencies.ts';

/** They put what a program imports into what is delivered, from whichever list of the manifest. */
const BUNDLERS =
  /^(vite|rollup|rolldown|tsup|tsdown|unbuild|webpack|@rspack\/core|@rsbuild\/core|@rslib\/core|esbuild|parcel|@parcel\/.+|microbundle|@vercel\/ncc|pkgroll|bunchee|browserify|next|nuxt|astro|gatsby|react-scripts|expo|metro|@sveltejs\/kit|@angular\/(build|cli)|@remix-run\/dev|@vue\/cli-service|vite-plus|vinxi|wrangler|serverless-(esbuild|webpack)|electron-vite|wxt|plasmo|bun-types|@types\/bun)$/;

/** What the change asks for in development only although the program still imports it. With a bundler that is a warning. */
export async function movedToDevelopment({ head, before, after }: Omit<Sides, 'change' | 'base'>): Promise<Sighting[]> {
  const isBundled = [...after.packages.values()].some(({ asked }) => asked.some(({ name }) => BUNDLERS.test(name)));
  const found: Sighting[] = [];
  for (const [path, { asked }] of after.packages) {
    const groupsOf = (name: string, side = asked) => side.filter((one) => one.name === name).map(({ group }) => group);
    const old = before.packages.get(path)?.asked ?? [];
    for (const { name, line } of asked.filter((one) => one.group === 'development' && !isTestInput(path))) {
      // Those who install it provide a peer.
      if (!groupsOf(name, old).includes('runtime') || groupsOf(name).some((group) => group !== 'development')) continue;
      const importer = await importerOf(name, path, { head });
      if (importer === null) continue;
      const message = `${path} asks for ${name} in development only, and ${importer} imports it`;
      const severity = isBundled ? { severity: 'warning' as const } : {};
      found.push({ rule: 'import-not-installed', path, range: { startLine: line }, code: name, message, ...severity });
    }
  }
  return found;
}

/** A file that is published or deployed, with the line that imports the package as a value. */
async function importerOf(name: string, manifest: string, { head }: Pick<Sides, 'head'>): Promise<string | null> {
  const folder = posix.dirname(manifest) === '.' ? '' : `${posix.dirname(manifest)}/`;
  const isOfAnother = (path: string) => {
    for (let above = posix.dirname(path); `${above}/` !== folder && above !== '.'; above = posix.dirname(above))
      if (head.has(`${above}/package.json`)) return true;
    return false;
  };
  for (const path of head.paths) {
    if (!path.startsWith(folder) || sourceLanguage(path) === null || isOfAnother(path)) continue;
    if (!((await head.read(path)) ?? '').includes(name)) continue;
    const request = (await requestsIn(head, path)).find(
      (one) => one.name === name && !one.isGuarded && !('severity' in severityOf(one, path)),
    );
    if (request !== undefined) return `${path}:${request.line}`;
  }
  return null;
}
