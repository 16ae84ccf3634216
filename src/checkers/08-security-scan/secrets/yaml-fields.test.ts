import { expect, test } from 'vitest';
import { findSecrets } from './find-secrets.ts';

/** In pieces, so that nobody takes this file for a leak. */
const CHOSEN = ['hunt', 'Er2X!vq'].join('');
const RANDOM = ['q7Zk9WvT2m', 'Lx8RbN4cYp'].join('');
const TOKEN = ['ghp', '_16C7e42F292c6912E7', '710c838347Ae178B4a'].join('');

const found = (text: string, path = 'deploy/app.yml') =>
  findSecrets(path, text).map(({ line, value, strength }) => `${line} ${strength} ${value}`);

test.each([
  ['a block', `db:\n  password: |\n    ${CHOSEN}\n  user: a\n`, [`3 strong ${CHOSEN}`]],
  ['a folded one', `password: >-\n  ${CHOSEN}\n`, [`2 strong ${CHOSEN}`]],
  ['one with its indentation', `password: |2- # of the database\n\n  ${CHOSEN}\n`, [`3 strong ${CHOSEN}`]],
  ['one over two lines', `- api_key: |\n    ${RANDOM.slice(0, 10)}\n    ${RANDOM.slice(10)}\n`, [`2 strong ${RANDOM}`]],
  ['the next line', `password:\n  ${CHOSEN}\n`, [`2 strong ${CHOSEN}`]],
  ['an anchor', `password: &own ${CHOSEN}\n`, [`1 strong ${CHOSEN}`]],
  ['an anchor before quotes', `password: &own "${CHOSEN}"\n`, [`1 strong ${CHOSEN}`]],
  ['an anchor before a block', `password: &own |\n  ${CHOSEN}\n`, [`2 strong ${CHOSEN}`]],
  ['a tag', `password: !!str ${CHOSEN}\n`, [`1 strong ${CHOSEN}`]],
  ['a name and a value', `env:\n  - name: DB_PASSWORD\n    value: ${CHOSEN}\n`, [`3 strong ${CHOSEN}`]],
  ['a name and a value in quotes', `env:\n  - name: "DB_PASSWORD"\n    value: '${CHOSEN}'\n`, [`3 strong ${CHOSEN}`]],
])('a secret of YAML in %s', (_, text, expected) => expect(found(text)).toEqual(expected));

test.each([
  ['an alias', 'password: *default_password\nother: { password: *default_password }\n'],
  ['a text', 'secret: >\n  this is a text about\n  secrets and more\npassword: |\n  The one that was sent to you.\n'],
  ['a script', 'token: |\n  #!/bin/sh\n  echo hi\n'],
  ['what is encrypted', 'password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  62633234653162303364353763\n'],
  ['a reference', 'password: |\n  ${DB_PASSWORD}\npassword2:\n  ${DB_PASSWORD}\n'],
  ['a mapping or a list', 'secrets:\n  - a\npassword:\n  from: vault\ntoken:\n  {}\nsecret:\n- name: a\n'],
  ['an empty block', 'password: |\nuser: horse-battery7\n'],
  [
    'a name and a reference',
    'env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef: { name: a, key: b }\n  - name: B\n    value: horse-battery7\n',
  ],
])('%s is none', (_, text) => expect(found(text)).toEqual([]));

test.each([
  ['.env', `PASSWORD=*${CHOSEN}\n`, [`1 strong *${CHOSEN}`]],
  ['task.json', `[{ "name": "DB_PASSWORD", "value": "${CHOSEN}" }]\n`, [`1 strong ${CHOSEN}`]],
  ['task.json', `{\n  "name": "DB_PASSWORD",\n  "value": "${CHOSEN}"\n}\n`, [`3 strong ${CHOSEN}`]],
  ['src/a.ts', `write("a\\n${TOKEN}");\n`, [`1 strong ${TOKEN}`]],
  ['src/a.ts', `get("/?t%3D${TOKEN}");\n`, [`1 strong ${TOKEN}`]],
])('in %s too', (path, text, expected) => expect(found(text, path)).toEqual(expected));
