import { testChecker } from '../test-checker.ts';
import { APP, at, finds } from './fixtures/app.ts';

const CODE = 'export const a = 1;\n';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a linter that is asked for more',
      ...at('src/a.js', `/* eslint eqeqeq: "error", 'no-eval': 2 -- as base has it "off" */\n${CODE}`),
    },
    {
      name: 'comments about eslint and comments that are commented out',
      ...at(
        'src/a.js',
        `/* eslint is run on this file */\n// // @ts-ignore\n// // eslint-disable-next-line\n/* globally known */\n${CODE}`,
      ),
    },
    {
      name: 'rules of a file that base has too',
      base: { ...APP, 'src/a.js': `/* eslint no-eval: "off" */\n${CODE}` },
      head: { 'src/a.js': `/* eslint no-eval: "off" */\n\n${CODE}` },
    },
  ],
  flagged: [
    {
      name: 'only a warning: what a minifier made of a catch',
      ...at('dist/a.min.js', 'try{a()}catch(e){}\n'),
      expect: { verdict: 'passed', findings: [{ rule: 'stub', path: 'dist/a.min.js', line: 1 }] },
    },
    {
      name: 'in a file that is called minified',
      ...at('src/a.min.js', `/* eslint-disable */\n${CODE}`),
      expect: finds('suppression-added', 'src/a.min.js', 1),
    },
    ...[
      '/// @ts-ignore',
      '/*/ @ts-ignore */',
      '/*\n  // @ts-ignore */',
      '/* eslint eqeqeq: "error", no-eval: "off" */',
      '/* eslint eqeqeq: 2,\n  no-eval: 0 */',
      '/* eslint "no-eval": "off" */',
      '/* eslint {"no-eval": 0} */',
      "/* eslint '@acme/no-eval': ['off'] */",
      '/* eslint no-eval: [0, "indirect"] -- for now */',
      '/* eslint complexity: ["error", 500] */',
      '/* eslint no-eval: warn */',
    ].map((comment) => ({
      name: comment.replaceAll('\n', ' '),
      ...at('src/a.js', `${comment}\n${CODE}`),
      expect: finds('suppression-added', 'src/a.js', comment.startsWith('/*\n') ? 2 : 1),
    })),
    ...['/* global fetchAll, window: writable */', '/* exported a */'].map((comment) => ({
      name: `only a warning: ${comment}`,
      ...at('src/a.js', `${comment}\n${CODE}`),
      expect: { verdict: 'passed' as const, findings: [{ rule: 'suppression-added', path: 'src/a.js', line: 1 }] },
    })),
  ],
});
