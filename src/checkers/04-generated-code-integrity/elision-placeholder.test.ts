import { testChecker } from '../test-checker.ts';
import { at, finds } from './fixtures/app.ts';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'headings and prose that speak of what is elided elsewhere',
      ...at(
        'Dockerfile',
        'FROM node:24\n# Other packages below\n# The rest of the image is built from sources\n# Required settings here\nRUN npm ci\n',
      ),
    },
  ],
  flagged: [
    {
      name: 'a comment that stands for the rest of a Dockerfile',
      ...at('docker/.dev.Dockerfile', 'FROM node:24\n# ... rest of the Dockerfile stays the same ...\n'),
      expect: finds('elision-placeholder', 'docker/.dev.Dockerfile', 2),
    },
    {
      name: 'a comment that stands for the columns of a table',
      ...at('sql/1.sql', 'CREATE TABLE a (\n  -- ... remaining columns as in the other tables ...\n  id INTEGER\n);\n'),
      expect: finds('elision-placeholder', 'sql/1.sql', 2),
    },
    {
      name: 'a comment that stands for what else is built',
      ...at('Makefile', 'build:\n\tgo build\n\n# rest of the targets unchanged\n'),
      expect: finds('elision-placeholder', 'Makefile', 4),
    },
    {
      name: 'a comment that stands for more stages',
      ...at('Containerfile', 'FROM a\n# …other stages…\n'),
      expect: finds('elision-placeholder', 'Containerfile', 2),
    },
  ],
});
