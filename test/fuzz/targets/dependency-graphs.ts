import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { readPlain } from '../../../src/formats/dependency-graph/plain-yaml.ts';
import { isDependencyLock, readDependencyGraph } from '../../../src/formats/dependency-graph/read-dependency-graph.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const HASH = 'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==';
const CRATES = 'registry+https://github.com/rust-lang/crates.io-index';

const TEXTS: Readonly<Record<string, string>> = {
  'package-lock.json': `{"lockfileVersion":3,"packages":{"":{"dependencies":{"ms":"2.1.3"}},"node_modules/ms":{"version":"2.1.3","resolved":"https://registry.example/ms/-/ms-2.1.3.tgz","integrity":"${HASH}","license":"MIT","hasInstallScript":true}}}`,
  'npm-shrinkwrap.json': `{"lockfileVersion":1,"dependencies":{"ms":{"version":"2.1.3","integrity":"${HASH}","requires":{"a":"1"},"dependencies":{"a":{"version":"1.0.0"}}}}}`,
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      ms:\n        specifier: 2.1.3\n        version: 2.1.3(a@1.0.0)\n\npackages:\n\n  ms@2.1.3:\n    resolution: {integrity: ${HASH}}\n\n  a@1.0.0:\n    resolution: {integrity: ${HASH}}\n\nsnapshots:\n\n  ms@2.1.3(a@1.0.0):\n    dependencies:\n      a: 1.0.0\n\n  a@1.0.0: {}\n`,
  'yarn.lock': `# yarn lockfile v1\n\n\nms@2.1.3, ms@^2.1.0:\n  version "2.1.3"\n  resolved "https://registry.example/ms.tgz#574c8138ce1d2b5861f0b44579dbadd60c6615b2"\n  integrity ${HASH}\n  dependencies:\n    x "9.9.9"\n\n"x@9.9.9", "@a/x@npm:x@9":\n  version "9.9.9"\n`,
  'deep/yarn.lock': `__metadata:\n  version: 8\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    ms: "npm:^2"\n  linkType: soft\n\n"ms@npm:^2":\n  version: 2.1.3\n  resolution: "ms@npm:2.1.3"\n  checksum: 10c0/aa\n`,
  'bun.lock': `{\n  "lockfileVersion": 1,\n  "workspaces": { "": { "name": "app", "dependencies": { "ms": "2.1.3", }, }, },\n  "packages": {\n    "ms": ["ms@2.1.3", "", { "dependencies": { "a": "1" } }, "${HASH}"],\n    "ms/a": ["a@1.0.0", "", {}, "${HASH}"],\n  }\n}\n`,
  'Cargo.lock': `version = 3\n\n[[package]]\nname = "app"\nversion = "0.1.0"\ndependencies = [\n "itoa",\n]\n\n[[package]]\nname = "itoa"\nversion = "1.0.1"\nsource = "${CRATES}"\nchecksum = "4a5f13"\n`,
  'uv.lock': `version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { editable = "." }\ndependencies = [{ name = "click" }]\n\n[[package]]\nname = "click"\nversion = "8.1.7"\nsource = { registry = "https://pypi.org/simple" }\nwheels = [{ url = "https://example.com/click-8.1.7.whl", hash = "sha256:ae74" }]\n`,
  'poetry.lock': `[[package]]\nname = "click"\nversion = "8.1.7"\nfiles = [{file = "click.whl", hash = "sha256:ae74"}]\n\n[package.dependencies]\ncolorama = "*"\n\n[metadata]\nlock-version = "2.0"\n`,
  'requirements.txt': `# made by a tool\nclick==8.1.7 \\\n    --hash=sha256:ae74\n-e git+https://example.com/a.git@main#egg=a\nb[x]>=1,<2 ; python_version < "3.9"\n`,
  'go.sum': 'github.com/a/b v1.0.0 h1:abc=\ngithub.com/a/b v1.0.0/go.mod h1:def=\n',
  'gradle.lockfile': '# a comment\na.b:c:1.0=compileClasspath,runtimeClasspath\nempty=annotationProcessor\n',
};

/** Every lockfile is read, or refused with a reason and a line; what is read is of the shape that is promised, and holds together. */
export const dependencyGraphs: FuzzTarget = {
  refusals: [],
  open: () => ({
    attempt(chance) {
      const path = chance.oneOf(Object.keys(TEXTS));
      must(isDependencyLock(path), 'a lockfile that nobody reads', path);
      const text = mutateText(TEXTS[path] ?? '', chance);
      if (/pnpm|yarn/.test(path)) mustReadAlike(text);
      const read = readDependencyGraph(path, text);
      if (!read.ok) {
        must(read.reason !== '' && Number.isInteger(read.line) && read.line > 0, 'refused without a reason or a line', read);
        return 'refused';
      }
      const { packages, importers } = read.graph;
      const ids = new Set(packages.map(({ id }) => id));
      must(
        packages.every((one) => [one.id, one.name, one.as, one.version, one.mark].every((said) => typeof said === 'string')),
        'a package without a name',
        packages,
      );
      const used = [
        ...packages.flatMap(({ dependsOn }) => dependsOn),
        ...importers.flatMap(({ requests }) => requests.flatMap(({ id }) => id ?? [])),
      ];
      must(
        used.every((id) => ids.has(id)),
        'a package is used that is not there',
        used,
      );
      return 'read';
    },
  }),
};

/** What is read the fast way is what the whole parser reads. */
function mustReadAlike(text: string): void {
  const plain = readPlain(text);
  if (plain === undefined) return;
  let whole: unknown;
  try {
    whole = parse(text, { logLevel: 'error', prettyErrors: false, maxAliasCount: 0 });
  } catch (error) {
    whole = error;
  }
  must(isDeepStrictEqual(plain, whole), 'plain YAML is read otherwise', text);
}
