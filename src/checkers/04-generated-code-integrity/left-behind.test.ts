import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const CSS = '.a {\n  margin: 0;\n}\n';
const IMAGE = 'FROM node:24\n# what runs\nCMD ["node"]\n';
const LONG = `${'import shop\n'.repeat(5)}\n\ndef show(request, tag):\n    if tag:\n        return shop.message(\n            request,\n            shop.text(\n                "gone",\n                tag,\n            ),\n        )\n`;
const base = { 'a.css': CSS, Dockerfile: IMAGE, 'docker/api.Dockerfile': IMAGE, Makefile: 'all:\n\techo\n', 'shop.py': LONG };
const file = (path: string, text: string) => ({ base, head: { [path]: text } });

testChecker(import.meta.url, {
  clean: [
    { name: 'a heading in a comment, and a line of signs', ...file('a.css', `/*\nTitle\n=======\n*/\n${CSS}/* >>>>>>>>>> */\n`) },
    { name: 'quotations of quotations', ...file('mail.md', '>>>>>>> so you said\n\nTitles\n=======\n') },
    { name: 'marks that a program speaks of', ...file('a.ts', 'export const mark = `\n>>>>>>> origin/main\n`;\n/*\n<<<<<<< HEAD\n*/\n') },
    { name: 'a fence in a comment of an image', ...file('Dockerfile', `# ~~~\n# docker build .\n# ~~~\n${IMAGE}`) },
    { name: 'Markdown about an image', ...file('Dockerfile.md', '```dockerfile\nFROM node:24\n```\n') },
  ],
  flagged: [
    { name: 'the last mark of a merge', ...file('a.css', `${CSS}>>>>>>> origin/main\n`), expect: finds('merge-marker', 'a.css', 4) },
    { name: 'the first mark of a merge', ...file('a.yaml', '<<<<<<< HEAD\na: 1\n'), expect: finds('merge-marker', 'a.yaml', 1) },
    { name: 'the mark in the middle', ...file('a.css', `${CSS}=======\n${CSS}`), expect: finds('merge-marker', 'a.css', 4) },
    {
      name: 'two of three marks',
      ...file('a.sql', 'select 1;\n=======\nselect 2;\n>>>>>>> 0a1b2c3 (Ask again)\n'),
      expect: {
        findings: [
          { rule: 'merge-marker', path: 'a.sql', line: 2 },
          { rule: 'merge-marker', path: 'a.sql', line: 4 },
        ],
      },
    },
    { name: 'a mark in prose', ...file('a.md', 'Text.\n>>>>>>> origin/main\n'), expect: finds('merge-marker', 'a.md', 2) },
    {
      name: 'an image in a fence',
      ...file('docker/api.Dockerfile', `\`\`\`dockerfile\n${IMAGE}\`\`\`\n`),
      expect: {
        findings: [
          { rule: 'stray-code-fence', path: 'docker/api.Dockerfile', line: 1 },
          { rule: 'stray-code-fence', path: 'docker/api.Dockerfile', line: 5 },
        ],
      },
    },
    {
      name: 'a Makefile with a fence of waves',
      ...file('Makefile', 'all:\n\techo\n~~~\n'),
      expect: finds('stray-code-fence', 'Makefile', 3),
    },
    {
      name: 'Python that ends in the middle, where it ends',
      ...file('shop.py', LONG.slice(0, LONG.indexOf('                tag'))),
      expect: { findings: [{ rule: 'truncated-file', path: 'shop.py', line: 13 }], verdict: 'failed' },
    },
    {
      name: 'Python with a bracket too few, at the innermost one',
      ...file('shop.py', LONG.replace('            ),\n        )\n', 'x = 1\n')),
      expect: { findings: [{ rule: 'truncated-file', path: 'shop.py', line: 12 }], verdict: 'failed' },
    },
  ],
});
