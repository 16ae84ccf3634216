import { type Case, testChecker } from '../test-checker.ts';

const SCHEMA = 'directive @tagged on FIELD_DEFINITION\ntype Query {\n  a: Int\n}\n';
const FIELD = (directive: string) => SCHEMA.replace('a: Int', `a: Int ${directive}`);
const broken = (name: string, path: string, { text, line }: { readonly text: string; readonly line: number }): Case => ({
  name,
  base: { 'a.graphql': SCHEMA },
  head: { [path]: text },
  expect: { findings: [{ rule: 'broken-reference', path, line }] },
});
const right = (name: string, path: string, text: string): Case => ({ name, base: { 'a.graphql': SCHEMA }, head: { [path]: text } });

testChecker(import.meta.url, {
  clean: [
    right('what the language has', 'a.graphql', FIELD('@deprecated(reason: "b")')),
    right('what a file defines', 'b.graphql', 'extend type Query { b: Int @tagged }\n'),
    right('what a server may bring', 'a.graphql', FIELD('@aws_auth')),
    right('a variable', 'q.graphql', 'query q($a: Int = 1) { a(b: $a) @include(if: $a) }\n'),
    right('a variable of a fragment', 'q.graphql', 'fragment f on A { a(b: $a) }\nquery q($a: Int) { ...f }\n'),
  ],
  flagged: [
    broken('a misspelt directive', 'a.graphql', { text: FIELD('@deprecate(reason: "b")'), line: 3 }),
    broken('a misspelt directive of a file', 'b.graphql', { text: 'extend type Query {\n  b: Int @taged\n}\n', line: 2 }),
    broken('a misspelt directive of a query', 'b.graphql', { text: 'type A {\n  b: Int @specifedBy\n}\n', line: 2 }),
    broken('a variable that is not declared', 'q.graphql', { text: 'query q($a: Int) {\n  a(b: $c)\n}\n', line: 2 }),
    broken('a variable of a list', 'q.graphql', { text: 'mutation {\n  a(b: [{ c: $c }])\n}\n', line: 2 }),
    broken('a variable of a directive', 'q.graphql', { text: 'query q {\n  a @skip(if: $c)\n}\n', line: 2 }),
  ],
});
