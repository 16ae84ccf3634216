import { testChecker } from '../test-checker.ts';

const PATH = 'pyproject.toml';
const project = (line: string) => ({ [PATH]: `[project]\nname = "a"\n${line}\n` });
const broken = (name: string, line: string) => ({
  name,
  base: project(''),
  head: project(line),
  expect: { findings: [{ rule: 'schema-violation', path: PATH, line: 3 }] },
});

testChecker(import.meta.url, {
  clean: [
    { name: 'versions of Python', base: {}, head: project('requires-python = ">=3.9, <4 , !=3.10.*"') },
    { name: 'no bound', base: {}, head: project('requires-python = ""') },
    { name: 'lists and tables', base: {}, head: project('dependencies = ["b"]\ndynamic = ["version"]\nscripts.c = "d:e"') },
    { name: 'settings of tools', base: {}, head: { [PATH]: '[tool.a]\nrequires-python = 3.11\n' } },
    { name: 'a file of another name', base: {}, head: { 'a.toml': '[project]\nversion = 1\n' } },
  ],
  flagged: [
    broken('a version of Python that is a number', 'requires-python = 3.11'),
    broken('a version of Python without a comparison', 'requires-python = "3.11"'),
    broken('a caret, which Poetry knows', 'requires-python = "^3.11"'),
    broken('a version that is a number', 'version = 1.0'),
    broken('dependencies as a table', 'dependencies = { b = "1" }'),
    broken('a list that is a text', 'classifiers = "b"'),
  ],
});
