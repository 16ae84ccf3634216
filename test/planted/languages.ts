import type { PlantedTree } from './operator.ts';
import { isGraphql } from './definitions.ts';
import { isTest } from './places.ts';
import { isPython } from './requests.ts';

const isOwn = (path: string) => !/(?:^|\/)(?:node_modules|vendor|dist)\//u.test(path);

export const isJava = (path: string) => /(?:^|\/)src\/main\/java\/.*\.java$/u.test(path);
export const isJavaTest = (path: string) => /(?:^|\/)src\/test\/java\/.*Tests?\.java$/u.test(path);
export const isRust = (path: string) => /(?:^|\/)src\/.*\.rs$/u.test(path);
export const isAnyRust = (path: string) => path.endsWith('.rs') && isOwn(path);
/** Only what a definition of a service or of a library would be: no test data. */
export const isPublishedProto = (path: string) =>
  path.endsWith('.proto') && !/(?:^|\/|_)(?:conformance|e2e|tests?|testing|tools)\//u.test(path);
export const isStyleSheet = (path: string) => /\.(?:css|scss|less)$/u.test(path) && isOwn(path) && !/\.min\.|(?:^|\/)docs\//u.test(path);
export const isTemplate = (path: string) => /(?:^|\/)templates\/.*\.html$/u.test(path);
export const isPlainPython = (path: string) => isPython(path) && !/(?:^|\/)(?:_?vendors?|docs?|e2e|scripts)\/|__init__\.py$/u.test(path);

/** A method of a class with at least three lines; its body without the braces' lines. */
export const JAVA_METHOD =
  /^ {4}(?:@Override\n {4})?(?:(?:public|private|protected|static|final) )+[\w<>[\], ?]+ \w+\([^)]*\)(?: throws [\w, ]+)? \{\n((?: {8}.*\n|\s*\n(?= {8})){3,}) {4}\}\n/u;

/** Whether the repository's own linter for Python is Ruff. */
export const hasRuff = (tree: PlantedTree) =>
  tree.paths.some((path) => /^(?:pyproject\.toml|\.?ruff\.toml)$/u.test(path) && /\bruff\b|line-length/u.test(tree.read(path)));

export const hasFastApi = (tree: PlantedTree) => tree.paths.some((path) => isPython(path) && /^from fastapi /mu.test(tree.read(path)));

/** Schemas and queries that people write: neither test data nor what a generator wrote. */
export const ownGraphql = (tree: PlantedTree) => (path: string) =>
  isGraphql(path) && !/(?:^|\/)tests?\//u.test(path) && !/DO NOT (?:EDIT|MODIFY)/u.test(tree.read(path).slice(0, 400));

/** The tree without what runs in a browser, was bundled, or serves stories and mocks. */
export const serverSide = (tree: PlantedTree): PlantedTree => ({
  ...tree,
  paths: tree.paths.filter(
    (path) => !/(?:^|\/)(?:__mocks__|docs|e2e|static|ui)\/|\.(?:chunk|output|stories)\.|\.tsx$|interface/u.test(path),
  ),
});

/** Of these, what declares types and no query. */
export const graphqlSchemas = (tree: PlantedTree) => (path: string) =>
  ownGraphql(tree)(path) && /^(?:type|input|enum) \w+/mu.test(tree.read(path));

/** The tree of a project with tests in JavaScript or TypeScript, without what was bundled; nothing of any other. */
export function testedSources(tree: PlantedTree): PlantedTree {
  const isTested = tree.paths.includes('package.json') && tree.paths.some(isTest);
  return { ...tree, paths: isTested ? tree.paths.filter((path) => !/(?:^|\/)(?:static|public|e2e|ui)\/|\.min\./u.test(path)) : [] };
}
