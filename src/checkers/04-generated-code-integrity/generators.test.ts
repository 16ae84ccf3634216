import { testChecker } from '../test-checker.ts';

/** Writes a file in `gen/` for each line of names.txt; `more` is run after it. */
const generator = (more = '') => `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('gen', { recursive: true });
for (const name of readFileSync('names.txt', 'utf8').split('\\n').filter(Boolean)) writeFileSync('gen/' + name, 'hello ' + name + '\\n');
${more}
`;

const options = { generators: [{ command: 'node gen.mjs', outputs: ['gen/**'] }] };
const BASE = { 'gen.mjs': generator(), 'names.txt': 'a\n', 'gen/a': 'hello a\n' };
const stale = (path: string) => ({ rule: 'generated-file-stale', path });

testChecker(import.meta.url, {
  clean: [
    { name: 'what is generated is committed', options, base: BASE, head: { 'names.txt': 'a\nb\n', 'gen/b': 'hello b\n' } },
    {
      name: 'what was out of date to the byte is old',
      options,
      base: { ...BASE, 'gen/a': 'hello A\n' },
      head: { 'README.md': 'text\n' },
      expect: { findings: [{ ...stale('gen/a'), state: 'unchanged' }] },
    },
    { name: 'nothing is run without the option', base: BASE, head: { 'gen/a': 'by hand\n' } },
  ],
  flagged: [
    {
      name: 'edited by hand',
      options,
      base: BASE,
      head: { 'gen/a': 'by hand\n' },
      expect: { findings: [{ rule: 'generated-file-stale', path: 'gen/a' }] },
    },
    { name: 'not generated again', options, base: BASE, head: { 'names.txt': 'a\nb\n' }, expect: { findings: [stale('gen/b')] } },
    {
      name: 'left over',
      options,
      base: { ...BASE, 'names.txt': 'a\nb\n', 'gen/b': 'hello b\n' },
      head: { 'names.txt': 'a\n' },
      expect: { findings: [stale('gen/b')] },
    },
    {
      name: 'a generator that does nothing any more',
      options,
      base: BASE,
      head: { 'gen.mjs': '', 'gen/a': 'by hand\n' },
      expect: { findings: [stale('gen/a')] },
    },
    {
      name: 'out of date before, and edited by hand on top',
      options,
      base: { ...BASE, 'gen/a': 'hello A\n' },
      head: { 'gen/a': 'hello AA\n' },
      expect: { findings: [stale('gen/a')] },
    },
    {
      name: 'another output each time',
      options,
      base: BASE,
      head: { 'gen.mjs': generator("appendFileSync('gen/a', process.hrtime.bigint() + '\\n');") },
      expect: { findings: [{ rule: 'generator-not-deterministic', path: 'gen/a' }] },
    },
    {
      name: 'a path of the checkout in the output',
      options,
      base: BASE,
      head: { 'gen.mjs': generator("appendFileSync('gen/a', process.cwd() + '\\n');") },
      expect: { findings: [{ rule: 'generator-not-deterministic', path: 'gen/a' }] },
    },
    {
      name: 'a generator that fails',
      options,
      base: BASE,
      head: { 'gen.mjs': generator("throw new Error('no');") },
      expect: { findings: [{ rule: 'generator-failed', path: '.' }] },
    },
    {
      name: 'one that fails before as well has no answer',
      options,
      base: { ...BASE, 'gen.mjs': generator("throw new Error('no');") },
      head: { 'README.md': 'text\n' },
      expect: { verdict: 'errored', reason: /fails on the base commit as well/ },
    },
    {
      name: 'outputs that nothing matches',
      options: { generators: [{ command: 'node gen.mjs', outputs: ['generated/**'] }] },
      base: BASE,
      head: { 'README.md': 'text\n' },
      expect: { verdict: 'errored', reason: /writes nothing that generated/ },
    },
  ],
});
