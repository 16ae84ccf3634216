import { describe, expect, test } from 'vitest';
import { weaknessesOf } from './report-weaknesses.ts';

function found(code: string): string[] {
  return (weaknessesOf('src/a.jsx', code)?.sightings ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));
}

const route = (body: string) => `const express = require('express'); app.get('/', async (req, res) => { ${body} });`;
const file = (body: string) => `const fs = require('fs'), path = require('path'); ${route(body)}`;
const cp = (body: string) => `const cp = require('child_process'); ${route(body)}`;

/** How a value comes to where it is used, what keeps it from there, and where that is. */
const CASES: Readonly<Record<string, { readonly fires: readonly [string, string][]; readonly not: readonly string[] }>> = {
  'a condition holds where it is asked': {
    fires: [
      ['path-traversal', file("if (req.query.a === 'x') log(); fs.readFileSync(req.query.a)")],
      ['open-redirect', route("if (req.query.a.startsWith('https://a.b/')) log(); res.redirect(req.query.a)")],
    ],
    not: [
      file("if (req.query.a !== 'x') return; fs.readFileSync(req.query.a)"),
      file("if (req.query.a !== 'x') throw new Error(); fs.readFileSync(req.query.a)"),
      file("if (req.query.a !== 'x') { fail('no') } fs.readFileSync(req.query.a)"),
      file('let ok = false; if (ALL.includes(req.query.a)) ok = true; if (ok) fs.readFileSync(req.query.a)'),
      file("if (req.query.a === 'x') { fs.readFileSync(req.query.a) }"),
      file("const ONLY = 'x'; if (ONLY === req.query.a) { fs.readFileSync(req.query.a) }"),
    ],
  },
  'names of functions that do the same': {
    fires: [
      ['command-injection', cp("const run = require('util').promisify(cp.exec.bind(cp)); run(req.query.a)")],
      ['command-injection', cp("const run = require('es6-promisify')(cp.exec); run(req.query.a)")],
      ['command-injection', cp("const run = require('pify')(cp); run.exec(req.query.a)")],
      ['command-injection', cp("const shell = '/bin/' + 'sh'; cp.spawn(shell, ['-c', req.query.a])")],
      ['command-injection', cp('cp.fork(req.query.a)')],
    ],
    not: [cp("const run = require('pify')(other); run.exec(req.query.a)"), cp("cp.spawn('ls', ['-c', req.query.a])")],
  },
  'values that go through': {
    fires: [
      ['path-traversal', file('fs.readFileSync(path.dirname(req.query.a))')],
      ['path-traversal', file('fs.readFileSync(path.relative("/a", req.query.a))')],
      ['path-traversal', file('load(req.query.a).then((a) => 1); Promise.resolve(req.query.a).then((a) => fs.readFileSync(a))')],
      ['path-traversal', file('req.body.files.forEach((one) => fs.unlinkSync(one.path))')],
      ['path-traversal', file('fs.readFileSync(/name=(.*)/.exec(req.url)[1])')],
      ['path-traversal', file('fs.readFileSync(req.url.match(/name=([^&]*)/)[1])')],
      ['path-traversal', file("fs.readFileSync(req.query.a.replace(new RegExp('[.]', ''), ''))")],
      ['cross-site-scripting', 'document.body.innerHTML = `<b class="${require(\'classnames\')(window.name)}">`'],
      [
        'cross-site-scripting',
        "import { useState } from 'react'; const A = () => { const [a, set] = useState(''); set(location.hash); return <b dangerouslySetInnerHTML={{ __html: a }} />; }",
      ],
    ],
    not: [
      file('fs.readFileSync(/id=(\\d+)/.exec(req.url)[1])'),
      file("fs.readFileSync(req.query.a.replace(new RegExp('[/.]', 'g'), ''))"),
      file("fs.readFileSync('a/' + path.normalize(req.query.a).replace(/^(\\.\\.[/\\\\])+/, ''))"),
      file("const slash = /[/.]/g; fs.readFileSync(req.query.a.replace(slash, ''))"),
      file("fs.readFileSync('a/' + req.query.a.split('/').pop())"),
      file("const parts = req.query.a.split('/'); fs.readFileSync('a/' + parts[parts.length - 1])"),
      file("fs.readFileSync(path.join(__dirname, path.join('/', req.query.a)))"),
    ],
  },
};

describe.for(Object.entries(CASES))('%s', ([, { fires, not }]) => {
  test.for(fires)('%s: %s', ([rule, code]) => {
    expect(found(code)).toContain(rule);
  });

  test.for(not)('leaves %s alone', (code) => {
    expect(found(code)).toEqual([]);
  });
});

test.for<[string, string]>([
  ['path-traversal', file('require("rimraf").sync(req.query.a)')],
  ['path-traversal', file('require("mkdirp")(req.query.a)')],
  ['path-traversal', file('fs.renameSync("a", req.query.a)')],
  ['path-traversal', file('require("send")(req, req.query.a)')],
  ['path-traversal', file('res.sendFile(req.query.a, { root: req.query.b })')],
  ['server-side-request-forgery', route('new WebSocket(req.query.a)')],
  ['server-side-request-forgery', route("require('jsdom').JSDOM.fromURL(req.query.a)")],
  ['cross-site-scripting', route('res.send(req.query.a)')],
  ['cross-site-scripting', route('const { a } = req.query; res.send(a)')],
  ['cross-site-scripting', route("res.send('no ' + req.params.a)")],
  ['cross-site-scripting', "$('<b>' + location.hash + '</b>')"],
  ['cross-site-scripting', 'document.write(document.location)'],
  ['cross-site-scripting', "window.addEventListener('message', (event) => { box.innerHTML = event.data; })"],
  ['cross-site-scripting', "box.ondrop = (event) => { box.innerHTML = event.dataTransfer.getData('text/html'); }"],
  ['cross-site-scripting', route("return new Response(req.query.a, { headers: new Headers({ 'content-type': 'text/html' }) })")],
  ['open-redirect', 'location.href = location.hash.slice(1)'],
  ['open-redirect', route('res.writeHead(302, { Location: req.query.a })')],
  ['open-redirect?', "import { useRouter, useSearchParams } from 'next/navigation'; useRouter().push(useSearchParams().get('to') || '/')"],
  ['sql-injection', route("const db = require('mysql').createConnection(); db.query(req.body.sql)")],
  [
    'sql-injection',
    route(
      "const { ExecuteStatementCommand } = require('@aws-sdk/client-dynamodb'); const command = new ExecuteStatementCommand({ Statement: `SELECT * FROM t WHERE a = '${req.query.a}'` }); db.send(command)",
    ),
  ],
  ['tls-not-verified', 'const off = false; new https.Agent({ rejectUnauthorized: off })'],
  ['tls-not-verified', 'new https.Agent({ rejectUnauthorized: !true })'],
  ['weak-cipher', "require('crypto').generateKeyPairSync('rsa', { modulusLength: 1024 })"],
  ['insecure-cookie', route("res.cookie('session', id, { httpOnly: true, secure: false })")],
])('%s is in %s', ([rule, code]) => {
  expect(found(code)).toContain(rule);
});

test.for([
  route('res.send({ a: req.query.a })'),
  route('res.send(req.body)'),
  route("res.type('txt'); res.send(req.query.a)"),
  file("res.sendFile(__dirname + '/a/' + req.query.a)"),
  'location.href = `https://${HOST}/?${location.search}`',
  "location.href = 'https://a.b?' + location.search",
  "location.href = location.href.split('#')[0] + '#top'",
  "window.addEventListener('message', (event) => { if (event.origin !== OWN) return; box.innerHTML = event.data; })",
  "import { useRouter, useParams } from 'next/navigation'; const { slug } = useParams(); useRouter().push(`/${slug}/settings`)",
  route("let to = '/me/' + req.query.a + '/'; to += '?' + req.query.b; res.redirect(to)"),
  'new https.Agent({ rejectUnauthorized: !false })',
  "require('crypto').generateKeyPairSync('rsa', { modulusLength: 4096 })",
  route("const options = { secure: true }; options.httpOnly = true; res.cookie('session', id, options)"),
])('nothing is in %s', (code) => {
  expect(found(code)).toEqual([]);
});

test('a name that is given again and again is followed once, not once more for each of its uses', () => {
  const began = performance.now();
  const many = 'if (x) p = p + y; eval(p);\n'.repeat(300);
  expect(found(`function f(x) { let p = 'a', y = 'b';\n${many} }`)).toEqual([]);
  expect(found(`function f(x) { let p = 'a', y = atob('YWxlcnQoMSk=');\n${many} }`).length).toBe(300);
  // It took more than a minute; a busy machine may take a few seconds now.
  expect(performance.now() - began).toBeLessThan(8000);
});
