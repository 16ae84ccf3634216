import { oxlintEmbedded } from '../../tools/oxlint/oxlint-embedded.ts';
import { testChecker } from '../test-checker.ts';

const LINES = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');
const fileNames = [
  { paths: ['src/**/*.py', 'src/**/*.txt'], style: 'snake_case' },
  { paths: ['src/views/**'], style: 'PascalCase' },
  { paths: ['src/**'], style: 'kebab-case' },
];
const maxFileLines = [
  { paths: ['src/long.txt'], lines: 8 },
  { paths: ['src/**'], lines: 4 },
];
const base = { 'README.md': '' };

testChecker(import.meta.url, {
  tools: () => ({ linters: [oxlintEmbedded({ node: process.execPath, own: [] })] }),
  clean: [
    {
      name: 'names as they should be, and those that no entry names or that begin with a dot',
      options: { fileNames },
      base,
      head: {
        'src/__init__.py': '',
        'src/to_do.py': '',
        'src/views/MyView.test.css': '',
        'src/my-file.test.css': '',
        'src/.gitIgnore': '',
        'NotMine.css': '',
      },
    },
    {
      name: 'an old name in a file that changes, or that only moved',
      options: { fileNames },
      base: { 'src/OldName.css': LINES(3), 'src/BadName.css': LINES(9) },
      head: { 'src/OldName.css': LINES(2), 'src/BadName.css': null, 'src/deep/BadName.css': LINES(9) },
      expect: { findings: [{ rule: 'file-name', path: 'src/deep/BadName.css', state: 'unchanged' }] },
    },
    {
      name: 'files as long as they may be, and what is not text',
      options: { maxFileLines },
      base,
      head: {
        'src/a.txt': LINES(4),
        'src/b.txt': LINES(4).trimEnd(),
        'src/long.txt': LINES(8),
        'long.txt': LINES(9),
        'src/c.bin': `\0${LINES(9)}`,
      },
    },
    {
      name: 'a file that was too long and did not grow, under another name as well',
      options: { maxFileLines },
      base: { 'src/a.txt': LINES(9), 'src/b.txt': LINES(12) },
      head: { 'src/a.txt': LINES(9).replace('line 1', 'line one'), 'src/b.txt': null, 'src/c.txt': LINES(11) },
      expect: {
        findings: [
          { rule: 'file-size', path: 'src/a.txt', line: 5, state: 'unchanged' },
          { rule: 'file-size', path: 'src/c.txt', line: 5, state: 'unchanged' },
        ],
      },
    },
    {
      name: 'a file that is short again',
      options: { maxFileLines },
      base: { 'src/a.txt': LINES(9) },
      head: { 'src/a.txt': LINES(3) },
      expect: { findings: [{ rule: 'file-size', path: 'src/a.txt', line: 5, state: 'absent' }] },
    },
  ],
  flagged: [
    {
      name: 'names in another style, of a new file and of one that is renamed',
      options: { fileNames },
      base: { 'src/views/Good.css': LINES(9) },
      head: { 'src/views/Good.css': null, 'src/views/bad-one.css': LINES(9), 'src/TooBig.py': '', 'src/My_File.css': '' },
      expect: {
        findings: [
          { rule: 'file-name', path: 'src/My_File.css' },
          { rule: 'file-name', path: 'src/TooBig.py' },
          { rule: 'file-name', path: 'src/views/bad-one.css' },
        ],
      },
    },
    {
      name: 'a bad name that is given to a file with another bad name',
      options: { fileNames },
      base: { 'src/BadName.css': LINES(9) },
      head: { 'src/BadName.css': null, 'src/WorseName.css': LINES(9) },
      expect: { findings: [{ rule: 'file-name', path: 'src/WorseName.css' }] },
    },
    {
      name: 'files too long: a new one, one that became so, one that grew',
      options: { maxFileLines },
      base: { 'src/b.txt': LINES(4), 'src/c.txt': LINES(9) },
      head: { 'src/a.txt': LINES(5), 'src/b.txt': LINES(5), 'src/c.txt': LINES(10) },
      expect: {
        findings: [
          { rule: 'file-size', path: 'src/a.txt', line: 5 },
          { rule: 'file-size', path: 'src/b.txt', line: 5 },
          { rule: 'file-size', path: 'src/c.txt', line: 5 },
        ],
      },
    },
    {
      name: 'a new file too long, and a bad name, beside old ones that are gone',
      options: { fileNames, maxFileLines },
      base: { 'src/b.txt': LINES(9), 'src/d.txt': LINES(12), 'src/OldName.css': 'old\n' },
      head: {
        'src/a.txt': `${'other\n'.repeat(5)}`,
        'src/b.txt': LINES(3),
        'src/d.txt': null,
        'src/OldName.css': null,
        'src/new/NewName.css': 'a { color: red; }\n',
      },
      expect: {
        findings: [
          { rule: 'file-size', path: 'src/a.txt', line: 5 },
          { rule: 'file-size', path: 'src/b.txt', line: 5, state: 'absent' },
          { rule: 'file-name', path: 'src/new/NewName.css' },
        ],
      },
    },
  ],
});
