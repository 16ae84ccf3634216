import { describe, expect, test } from 'vitest';
import { weaknessesOf } from './report-weaknesses.ts';

/** Rules of what is found, those that only warn with a `?`. */
function found(code: string, path = 'src/a.jsx'): string[] {
  const { sightings = [], secrets = [] } = weaknessesOf(path, code) ?? {};
  return [...sightings.map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule)), ...secrets.map(({ rule }) => rule)];
}

const route = (body: string) => `app.get('/', async (req, res) => { ${body} });`;

/** For each rule what it fires on, and what looks like it and is none. */
const RULES: Readonly<Record<string, { readonly fires: readonly string[]; readonly not: readonly string[] }>> = {
  'sql-injection': {
    fires: [
      route("db.query('SELECT * FROM t WHERE id = ' + req.query.id)"),
      route("const sql = `SELECT * FROM t WHERE name = '${req.body.name}'`; await pool.execute(sql)"),
      route('const { id } = req.params; knex.raw(`select * from t where id = ${id}`)'),
      'function load(id) { return db.all("DELETE FROM t WHERE id = " + id); } app.post("/", (req, res) => load(req.body.id));',
      route("const { ids } = req.body; db.query('SELECT * FROM t WHERE id IN (' + ids.map((id) => `'${id}'`).join(',') + ')')"),
      route("const { ids } = req.body; db.query('SELECT * FROM t WHERE id IN (' + ids.map((_, i, all) => all[i]).join(',') + ')')"),
      route("const { ids } = req.body; db.query('SELECT * FROM t WHERE a = ' + ids.map((id) => { const a = id; return a; }).join())"),
      route("const { ids } = req.body; db.query('SELECT * FROM t WHERE a = ' + ids.map((id, i = id) => i).join())"),
      route(
        "const { ids } = req.body; db.query('SELECT a FROM t WHERE a = ' + ids.map((id) => { function f() { return id; } return f(); }))",
      ),
      route("const { ids, a } = req.body; db.query('SELECT * FROM t WHERE a = ' + ids.map(() => a).join())"),
      `const byId = (id) => 'SELECT * FROM t WHERE id = ' + id; ${route('db.query(byId(req.params.id))')}`,
      `function byId(id) { return \`SELECT * FROM t WHERE id = '\${id}'\`; } ${route('const sql = byId(req.params.id); db.query(sql)')}`,
      route("let sql = 'SELECT * FROM t'; if (req.query.a) sql += ` WHERE a = '${req.query.a}'`; db.query(sql)"),
      route("let sql = 'SELECT * FROM t'; if (req.query.a) sql = sql + ' WHERE a = ' + req.query.a; db.query(sql)"),
      route("db.query(['SELECT * FROM t WHERE a = ', req.query.a].join(''))"),
      route("const q = ['SELECT * FROM t', 'WHERE a = ' + req.query.a].join(' '); db.query(q)"),
      route("const q = ['SELECT * FROM t', 'WHERE a = ' + req.query.a]; db.query(q.join(' '))"),
      route("db.query('SELECT * FROM t WHERE a = '.concat(req.query.a, ' AND 1'))"),
      route("let q; if (x) q = 'SELECT * FROM t WHERE a = ' + req.query.a; else q = 'SELECT 1'; db.query(q)"),
      route("db.query(x ? 'SELECT * FROM t WHERE a = ' + req.query.a : 'SELECT 1')"),
      route("if ('a' in req.query) db.query('SELECT * FROM t WHERE a = ' + req.query.a)"),
      route("if (req.query.b === 'x') db.query('SELECT * FROM t WHERE a = ' + req.query.a)"),
      route("if (!ALL.includes(req.query.b)) return; db.query('SELECT * FROM t WHERE a = ' + req.query.a.trim())"),
      route("const q = ['SELECT * FROM t WHERE a = ']; q.push(req.query.a); db.query(q.join(''))"),
      route("const q = []; q.push('SELECT * FROM t'); q.push('WHERE a = ' + req.query.a); db.query(q.join(' '))"),
      route('db.query(String.raw`SELECT * FROM t WHERE a = ${req.query.a}`)'),
      route("db.query({ text: 'SELECT * FROM t WHERE a = ' + req.query.a })"),
      route('const statement = { text: `SELECT * FROM t WHERE a = ${req.query.a}`, values: [] }; db.query(statement)'),
    ],
    not: [
      route("if (!ALL.includes(req.query.a)) return; db.query('SELECT * FROM t WHERE a = ' + req.query.a.trim())"),
      route("if (req.query.a === 'x') db.query('SELECT * FROM t WHERE a = ' + req.query.a)"),
      route("if (req.query.a.startsWith('x')) db.query('SELECT * FROM t WHERE a = ' + req.query.a)"),
      route("if (isValid(req.query)) db.query('SELECT * FROM t WHERE a = ' + req.query.a)"),
      route("const q = ['SELECT * FROM t']; q.push('WHERE a = ?'); db.query(q.join(' '), [req.query.a])"),
      route('other.raw`SELECT * FROM t WHERE a = ${req.query.a}`'),
      route("db.query({ text: 'SELECT * FROM t WHERE a = $1', values: [req.query.a] })"),
      route("db.query({ text: 'SELECT a FROM t' + ORDER, values: [req.query.a] })"),
      route("db.query('SELECT * FROM t WHERE id = ?', [req.query.id])"),
      route("db.query('SELECT * FROM t LIMIT ' + Number(req.query.limit))"),
      route('sql`SELECT * FROM t WHERE id = ${req.query.id}`'),
      route("let sql = 'SELECT * FROM t'; if (req.query.a) { sql += ' WHERE a = $' + values.push(req.query.a); } db.query(sql, values)"),
      route("let sql = 'SELECT * FROM t'; sql += ' ORDER BY ' + (COLUMNS[req.query.sort] ?? 'id'); db.query(sql)"),
      `const byId = (id) => 'SELECT * FROM t WHERE id = ' + id; ${route('db.query(byId(Number(req.params.id)))')}`,
      route("const { ids } = req.body; db.query('SELECT * FROM t WHERE id IN (' + ids.map(() => '?').join(',') + ')', ids)"),
      route('const { ids } = req.body; db.query(`SELECT * FROM t WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join()})`, ids)'),
      `const keyOf = (id) => 'user:' + id; ${route('cache.get(keyOf(req.params.id))')}`,
      route('cache.get("user" + req.query.id)'),
      route("db.query(['SELECT * FROM t', 'WHERE a = ?'].join(' '), [req.query.a])"),
      route("const { ids } = req.query; db.query(['SELECT * FROM t WHERE a IN (', ids.map(() => '?').join(','), ')'].join(''), ids)"),
      route("cache.get(['user', req.query.id].join(':'))"),
      "function all(table) { return db.query('SELECT * FROM ' + table); } all('users');",
      route("const column = req.query.sort; if (!COLUMNS.includes(column)) return; db.query('SELECT * FROM t ORDER BY ' + column)"),
    ],
  },
  'command-injection': {
    fires: [
      `import { exec } from 'node:child_process'; ${route('exec(`ls ${req.query.dir}`)')}`,
      `const cp = require('child_process'); const run = require('util').promisify(cp.exec); ${route("run('ls ' + req.body.dir)")}`,
      `const { spawn } = require('child_process'); ${route("spawn('sh', ['-c', req.query.command])")}`,
    ],
    not: [
      `import { execFile } from 'node:child_process'; ${route("execFile('ls', [req.query.dir])")}`,
      `import { exec } from 'node:child_process'; exec(\`ls \${process.argv[2]}\`);`,
      route('/a/.exec(req.query.dir)'),
    ],
  },
  'code-injection': {
    fires: [
      route("eval('(' + req.query.name + ')')"),
      route('new Function(req.body.code)'),
      `const vm = require('vm'); ${route('vm.runInNewContext(req.body.code)')}`,
      route('require(req.query.module)'),
      'setTimeout(location.hash.slice(1), 10);',
    ],
    not: [route("eval('1 + 1')"), route('setTimeout(() => save(req.body.name), 10)'), route('function eval2(x) {} eval2(req.body)')],
  },
  'path-traversal': {
    fires: [
      `import fs from 'fs'; import path from 'path'; ${route("fs.createReadStream(path.join(__dirname, 'files', req.params.name))")}`,
      `import { readFile } from 'node:fs/promises'; ${route('await readFile(`files/${req.query.name}`)')}`,
      route('res.sendFile(req.query.path)'),
      "const fs = require('fs'); zip.on('entry', (entry) => entry.pipe(fs.createWriteStream(entry.path)));",
    ],
    not: [
      `import fs from 'fs'; import path from 'path'; ${route("fs.readFile(path.join('files', path.basename(req.params.name)))")}`,
      route("res.sendFile(req.params.name, { root: 'files' })"),
      `import fs from 'fs'; ${route('const file = resolve(req.query.name); if (!file.startsWith(ROOT)) throw 1; fs.readFileSync(file)')}`,
      "import fs from 'fs'; fs.readFileSync(process.argv[2]);",
    ],
  },
  'cross-site-scripting': {
    fires: [
      route("res.send('<h1>Hello ' + req.query.name + '</h1>')"),
      'document.body.innerHTML = location.hash;',
      "const params = new URLSearchParams(location.search); document.write(params.get('q'));",
      'const A = () => <div dangerouslySetInnerHTML={{ __html: location.hash }} />;',
    ],
    not: [
      route('res.send(req.body)'),
      route("res.send('<h1>Hello ' + escapeHtml(req.query.name) + '</h1>')"),
      'document.body.textContent = location.hash;',
      'element.innerHTML = render(state);',
      route("res.send('<b>' + req.query.name.replace(/[<>&\"]/g, '') + '</b>')"),
    ],
  },
  'template-injection': {
    fires: [`const handlebars = require('handlebars'); ${route('handlebars.compile(req.body.template)')}`],
    not: [`const handlebars = require('handlebars'); ${route('handlebars.compile(source)(req.body)')}`],
  },
  'regex-injection': {
    fires: [route("new RegExp('^' + req.query.q)")],
    not: [
      route('new RegExp(escapeRegExp(req.query.q))'),
      route("new RegExp(req.query.q.replace(/[.*+?]/g, '\\\\$&'))"),
      'new RegExp(name);',
    ],
  },
  'open-redirect': {
    fires: [
      route('res.redirect(req.query.url)'),
      route("res.redirect('/' + req.query.path)"),
      route("res.setHeader('Location', req.query.next)"),
    ],
    not: [
      route('res.redirect(`/users/${req.params.id}`)'),
      route('res.redirect(`https://example.com/${req.params.id}`)'),
      route('res.redirect(`${BASE_URL}/x?next=${req.query.next}`)'),
      route("res.redirect(req.originalUrl + '/')"),
      route('const to = req.query.next; if (isLocal(to)) res.redirect(to)'),
    ],
  },
  'server-side-request-forgery': {
    fires: [
      route('await fetch(req.query.url)'),
      `import axios from 'axios'; ${route('axios.get(`http://${req.query.host}/status`)')}`,
      `import http from 'http'; ${route('http.get({ hostname: req.query.host })')}`,
      `import puppeteer from 'puppeteer'; ${route('await page.goto(req.body.url)')}`,
    ],
    not: [
      route('await fetch(`https://api.example.com/users/${req.params.id}`)'),
      route("await fetch(API, { method: 'POST', body: req.body })"),
      `import axios from 'axios'; ${route("axios.post('https://a.com/x', req.body)")}`,
      'await fetch(location.hash);',
    ],
  },
  'nosql-injection': {
    fires: [route("db.find({ $where: 'this.name == \"' + req.query.name + '\"' })")],
    not: [route('users.find((one) => one.id === req.query.id)'), route('User.findOne({ where: { email: req.body.email } })')],
  },
  'xml-external-entity': {
    fires: [`const libxml = require('libxmljs'); ${route('libxml.parseXml(req.body, { noent: true })')}`],
    not: [`const libxml = require('libxmljs'); ${route('libxml.parseXml(req.body)')}`],
  },
  'xpath-injection': {
    fires: [`const xpath = require('xpath'); ${route('xpath.select("//u[n=\'" + req.query.n + "\']", doc)')}`],
    not: [`const xpath = require('xpath'); ${route("xpath.select('//u', doc)")}`],
  },
  'prototype-pollution': {
    fires: [route('settings[req.body.a][req.body.b] = 1')],
    not: [route('settings[req.body.a] = 1'), route('grid[1][req.body.b] = 1')],
  },
  'unsafe-deserialization': {
    fires: [`const s = require('node-serialize'); ${route('s.unserialize(req.cookies.profile)')}`],
    not: [`const s = require('node-serialize'); s.unserialize(stored);`, route('JSON.parse(req.body)')],
  },
  'weak-cipher': {
    fires: [
      "crypto.createCipheriv('aes-128-ecb', key, null);",
      "crypto.createCipher('aes-256-cbc', password);",
      "crypto.createCipheriv('aes-256-cbc', key, '0000000000000000');",
    ],
    not: ["crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));"],
  },
  'weak-random': {
    fires: ['const resetToken = Math.random().toString(36);', "user.password = 'a' + Math.random();"],
    not: [
      'function pickColor() { return Math.random(); } function tokenize() { return Math.random(); }',
      'function generateEventsForSession() { return Math.random(); }',
      'async function createToken() { await sleep(Math.random() * 100); return ask(); }',
      'const createTokens = () => setTimeout(() => Math.random());',
      'const id = Math.random();',
      'const token = pick(() => Math.random());',
      'const delay = Math.random() * 100;',
    ],
  },
  'tls-not-verified': {
    fires: [
      "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
      "spawn('a', { env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' } });",
      "https.get({ ['rejectUnauthorized']: false });",
      'const agent = new https.Agent({ rejectUnauthorized: false });',
      "tls.connect({ minVersion: 'TLSv1' });",
    ],
    not: ['new https.Agent({ rejectUnauthorized: options.verify });', "tls.connect({ minVersion: 'TLSv1.2' });"],
  },
  'jwt-not-verified': {
    fires: [
      "const jwt = require('jsonwebtoken'); jwt.verify(token, key, { algorithms: ['HS256', 'none'] });",
      "const jwt = require('jsonwebtoken'); jwt.verify(token, null);",
      `const jwt = require('jsonwebtoken'); ${route('const user = jwt.decode(req.cookies.token)')}`,
    ],
    not: ["const jwt = require('jsonwebtoken'); jwt.verify(token, key, { algorithms: ['RS256'] });"],
  },
  'timing-unsafe-comparison': {
    fires: [
      "const crypto = require('crypto'); const mine = crypto.createHmac('sha256', key).update(body).digest('hex'); if (mine === theirs) go();",
    ],
    not: [
      "const crypto = require('crypto'); if (crypto.createHash('sha256').update(a).digest('hex') === known) go();",
      'if (token === previous) go();',
    ],
  },
  'slow-regex': {
    fires: [route('/^(a+)+$/.test(req.query.q)'), route('req.query.q.match(/([0-9]+)+#/)')],
    not: [
      route('/^(a+b)+$/.test(req.query.q)'),
      route('/^(?:[a-z]+,)*[a-z]+$/.test(req.query.q)'),
      route('/^[\\w.]+@[\\w.]+$/.test(req.query.q)'),
    ],
  },
  'permissive-cors': {
    fires: ["import cors from 'cors'; app.use(cors({ origin: true, credentials: true }));"],
    not: [
      "import cors from 'cors'; app.use(cors());",
      "import cors from 'cors'; app.use(cors({ origin: ['https://a.com'], credentials: true }));",
    ],
  },
  'unsafe-electron': {
    fires: ['new BrowserWindow({ webPreferences: { nodeIntegration: true } });'],
    not: ['new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } });'],
  },
  'hard-coded-secret': {
    fires: ["const jwt = require('jsonwebtoken'); jwt.sign({ id }, 'shhhhh');", "connection.login('me@shop.com', 'salesforcepassword');"],
    not: ["const jwt = require('jsonwebtoken'); jwt.sign({ id }, process.env.KEY);", "form.login('name', 'label');"],
  },
};

/** Those that warn, whatever they find. */
const MILD: readonly (readonly [string, string])[] = [
  ['header-injection', route("res.set('X-Name', req.query.name)")],
  ['nosql-injection', route('User.findOne({ email: req.body.email, password: req.body.password })')],
  ['slow-regex', 'const pattern = /^(a+)+$/;'],
  ['permissive-cors', "res.setHeader('Access-Control-Allow-Origin', '*');"],
  ['prototype-pollution', `import _ from 'lodash'; ${route('_.merge(settings, req.body)')}`],
];

describe.each(Object.entries(RULES))('%s', (rule, { fires, not }) => {
  test.each(fires)('fires on %s', (code) => expect(found(code)).toContain(rule));
  test.each(not)('leaves %s alone', (code) => expect(found(code).filter((one) => !one.endsWith('?'))).toEqual([]));
});

test.each(MILD)('%s warns of %s', (rule, code) => {
  expect(found(code).map((one) => one.replace('?', ''))).toContain(rule);
});

test.each([
  ['many pieces', route(`db.query('SELECT a FROM t WHERE id = ' + req.query.id${" + ' '".repeat(60)})`), ['sql-injection']],
  [
    'a function that returns itself ten times',
    `function f(a) { ${'if (a.b) return f(a); '.repeat(10)} return 'SELECT a FROM t WHERE b = ' + a.b; } ${route('db.query(f(req.query))')}`,
    ['sql-injection'],
  ],
  [
    'names that stand for each other',
    route("let a = ''; let b = ''; for (;;) { a = b + req.query.x; b = a; } f(a); eval(a); eval(b);"),
    ['code-injection', 'code-injection'],
  ],
])('follows %s', (_, code, expected) => expect(found(code)).toEqual(expected));

test.each([
  route("new Pool({ password: 'Tr0ub4dor' }).query('SELECT a FROM t WHERE b = ' + req.query.b)"),
  route("open(`x${'Tr0ub4dor'}`).query('SELECT a FROM t WHERE b = ' + req.query.b)"),
  "const same = require('crypto').createHmac('sha1', 'Tr0ub4dor').digest() === theirs;",
  "secrets[f('Tr0ub4dor')].apiKey = Math.random();",
])('repeats no text of %s', (code) => {
  const { sightings = [] } = weaknessesOf('src/a.js', code) ?? {};
  expect(sightings).toHaveLength(1);
  expect(JSON.stringify(sightings)).not.toContain('Tr0ub');
});

test('is done in time with thousands of conditions', () => {
  const lines = Array.from({ length: 2000 }, (_, index) => `if (x === ${index}) eval(req.query.q);`);
  expect(found(route(lines.join('\n')))).toHaveLength(2000);
});

test('warns in an example, and says nothing of a test', () => {
  const code = route('eval(req.query.x)');
  expect([found(code, 'examples/a.js'), found(code, 'test/a.js')]).toEqual([['code-injection?'], []]);
});

test('says that it has not read what no parser reads', () => {
  expect(weaknessesOf('src/a.js', 'const = ;')).toBe(null);
});
