import { expect, test } from 'vitest';
import { findUnverifiedTls } from './find-unverified-tls.ts';

const found = (path: string, text: string) =>
  findUnverifiedTls(path, text).map(({ rule, range, severity }) => `${rule}:${range?.startLine}${severity === undefined ? '' : '?'}`);
const scripts = (own: Readonly<Record<string, string>>) => JSON.stringify({ name: 'a', scripts: own }, null, 2);
const OFF = 'NODE_TLS_REJECT_UNAUTHORIZED=0';
const ONE = ['tls-not-verified:1'];

test.each([
  ['package.json', scripts({ build: 'tsc', start: `${OFF} node .` }), ['tls-not-verified:5']],
  ['package.json', scripts({ start: `cross-env NODE_TLS_REJECT_UNAUTHORIZED='0' node .` }), ['tls-not-verified:4']],
  ['package.json', scripts({ start: `set ${OFF}&& node .` }), ['tls-not-verified:4']],
  ['package.json', scripts({ start: `cross-env NODE_TLS_REJECT_UNAUTHORIZED="0" node .` }), ['tls-not-verified:4']],
  [
    'packages/a/package.json',
    scripts({ 'cli:local': `${OFF} node .`, test: `${OFF} mocha` }),
    ['tls-not-verified:4?', 'tls-not-verified:5?'],
  ],
  ['Dockerfile', `ENV ${OFF}\n`, ONE],
  ['Dockerfile', 'ENV A=1 \\\n  NODE_TLS_REJECT_UNAUTHORIZED="0"\n', ['tls-not-verified:2']],
  ['Dockerfile', 'ENV NODE_TLS_REJECT_UNAUTHORIZED 0\n', ONE],
  ['Dockerfile', `RUN ${OFF} npm ci\n`, ONE],
  ['start.sh', `#!/bin/sh\nexport ${OFF}\n`, ['tls-not-verified:2']],
  ['bin/start', `#!/usr/bin/env bash\n${OFF} node .\n`, ['tls-not-verified:2']],
  ['start.ps1', '$env:NODE_TLS_REJECT_UNAUTHORIZED = "0"\n', ONE],
  ['.env', `${OFF}\n`, ONE],
  ['.github/workflows/a.yml', 'env:\n  NODE_TLS_REJECT_UNAUTHORIZED: 0\n', ['tls-not-verified:2']],
  ['.github/workflows/a.yml', `jobs:\n  a:\n    steps:\n      - run: echo "${OFF}" >> "$GITHUB_ENV"\n`, ['tls-not-verified:4']],
  ['docker-compose.yml', `environment:\n  - ${OFF}\n`, ['tls-not-verified:2']],
  ['docker-compose.yml', "environment:\n  NODE_TLS_REJECT_UNAUTHORIZED: '0'\n", ['tls-not-verified:2']],
  ['deploy.yaml', 'env:\n  - name: NODE_TLS_REJECT_UNAUTHORIZED\n    value: "0"\n', ['tls-not-verified:2']],
])('%s: %j', (path, text, expected) => expect(found(path, text)).toEqual(expected));

test.each([
  ['package.json', scripts({ start: 'NODE_TLS_REJECT_UNAUTHORIZED=1 node .' })],
  ['package.json', JSON.stringify({ description: OFF })],
  ['package.json', '{'],
  [
    'start.sh',
    `# ${OFF}\nunset NODE_TLS_REJECT_UNAUTHORIZED\n[ "$NODE_TLS_REJECT_UNAUTHORIZED" = 0 ] && exit 1\necho \${NODE_TLS_REJECT_UNAUTHORIZED:-0}\n`,
  ],
  ['Dockerfile', `# ENV ${OFF}\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n`],
  ['a.yml', "env:\n  - name: NODE_TLS_REJECT_UNAUTHORIZED\n    value: '1'\n  - name: A\n    value: '0'\n"],
  ['rules.yml', "pattern: $X.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'\n"],
  ['a.ts', OFF],
  ['notes.txt', OFF],
])('%s is left alone: %j', (path, text) => expect(found(path, text)).toEqual([]));
