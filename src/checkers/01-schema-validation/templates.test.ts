import { type Case, testChecker } from '../test-checker.ts';

const clean: readonly Case[] = [
  {
    name: 'templates, and what git keeps elsewhere',
    base: { 'a.yaml': 'a: "{{ .Values.a }}"\n' },
    head: {
      'a.yaml': '{{- if .Values.a }}\na: "{{ .Values.a }}"\n{{- end }}\n',
      'b.json': '{ "a": {{ a }} }\n',
      'c.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 12\n',
    },
  },
];

const BROKEN = {
  'a.graphql': 'type A {\n  """\n  {{ x }}\n  """\n  b:\n}\n',
  'b.toml': 'a = """\n{{ x }}\n"""\nb =\n',
  'c.yaml': 'a: |\n  {{ x }}\nb: [\n',
  'd.json': '{ /* {{ x }} */ "a": }\n',
  'e.prisma': '/* {{ x }} */\nmodel A {\n',
  'f.json': 'version https://git-lfs is not it {\n',
};

const flagged: readonly Case[] = [
  {
    name: 'a sign of a template in a comment or a text of several lines excuses nothing',
    base: {},
    head: BROKEN,
    expect: {
      findings: [
        { rule: 'unreadable', path: 'a.graphql', line: 6 },
        { rule: 'unreadable', path: 'b.toml', line: 4 },
        { rule: 'unreadable', path: 'c.yaml', line: 4 },
        { rule: 'unreadable', path: 'd.json', line: 1 },
        { rule: 'unreadable', path: 'e.prisma', line: 3 },
        { rule: 'unreadable', path: 'f.json', line: 1 },
      ],
    },
  },
  {
    name: 'what parsed before does not become a template under its name',
    base: { 'a.json': '{ "a": 1 }\n', 'a.proto': 'message A {}\n', 'a.gql': 'type A { b: Int }\n', 'a.prisma': 'enum A {\n  B\n}\n' },
    head: {
      'a.json': '{ "a": {{ ... }} }\n',
      'a.proto': 'message {{ name }} {}\n',
      'a.gql': 'type {{ name }} { b: Int }\n',
      'a.prisma': 'enum {{ name }} {\n  B\n}\n',
    },
    expect: {
      findings: ['a.gql', 'a.json', 'a.prisma', 'a.proto'].map((path) => ({ rule: 'unreadable', path })),
    },
  },
];

testChecker(import.meta.url, { clean, flagged });
