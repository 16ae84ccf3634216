import { describe, expect, test } from 'vitest';
import { weaknessesOf } from './report-weaknesses.ts';

function found(code: string): string[] {
  return (weaknessesOf('src/a.js', code)?.sightings ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));
}

const route = (body: string) => `app.get('/', async (req, res) => { ${body} });`;
const file = (body: string) => `const fs = require('fs'), path = require('path'); ${route(`let p = req.query.p; ${body}`)}`;
const mongo = (body: string) => `const { MongoClient } = require('mongodb'); ${route(body)}`;
const yaml = (options: string) => `const yaml = require('js-yaml'); ${route(`yaml.load(req.body.text, ${options})`)}`;

/** What keeps a value from doing harm, and what looks like it and does not. */
const CASES: Readonly<Record<string, { readonly fires: readonly string[]; readonly not: readonly string[] }>> = {
  'what a name is given last': {
    fires: [
      file('p = p.trim(); fs.readFileSync(p)'),
      file('if (a) p = clean(p); fs.readFileSync(p)'),
      file('if (a) { p = clean(p); } fs.readFileSync(p)'),
      file("p ||= 'a'; fs.readFileSync(p)"),
      file('fs.readFileSync(p); p = clean(p)'),
      file('p = clean(p); for (;;) { fs.readFileSync(p); p = req.query.q; }'),
      file('p = clean(p); set(() => { p = req.query.q; }); fs.readFileSync(p)'),
      file('p = clean(p); p = req.query.q; fs.readFileSync(p)'),
      file("let q; const load = () => { q = req.query.q; }; q = ''; load(); fs.readFileSync(q)"),
      file("let o = {}; const load = () => { o = req.query; }; o.p = 'a'; load(); fs.readFileSync(o.p)"),
      file('read(); p = clean(p); function read() { fs.readFileSync(p); }'),
      file("const o = req.query; if (a) o.p = 'a'; fs.readFileSync(o.p)"),
      file("let o = req.query; o.p = 'a'; o = req.body; fs.readFileSync(o.p)"),
      file("const o = req.query; o.q = 'a'; fs.readFileSync(o.p)"),
    ],
    not: [
      file('p = clean(p); fs.readFileSync(p)'),
      file('p = clean(p); if (a) { fs.readFileSync(p); }'),
      file('p = clean(p); all.forEach(() => fs.readFileSync(p))'),
      file('p = clean(p); fs.readFileSync(p); p = req.query.q'),
      file('if (p) { p = clean(p); } fs.readFileSync(p)'),
      file('if (!p) { log(); } else { p = clean(p); } fs.readFileSync(p)'),
      file("p &&= 'a'; fs.readFileSync(p)"),
      file("const o = req.query; o.p = 'a'; fs.readFileSync(o.p)"),
    ],
  },
  'what is asked of something that was made of a value': {
    fires: [
      file("const r = path.relative(ROOT, p); if (!r.startsWith('..')) return; fs.readFileSync(p)"),
      file("const r = path.relative(ROOT, p); if (r.startsWith('..')) log(); fs.readFileSync(p)"),
      file("const r = path.relative(ROOT, p); if (r.startsWith('..')) { fs.readFileSync(p); return; }"),
      file('const a = path.resolve(p); if (a.indexOf(ROOT) !== 0) { fs.readFileSync(p); return; }'),
      file('if (p.slice(0, 4) === ROOT) log(); else fs.readFileSync(p)'),
      mongo('const { error } = schema.validate(req.body); if (error) db.find(req.body); else log()'),
    ],
    not: [
      file("const r = path.relative(ROOT, p); let ok = false; if (!r.startsWith('..')) { ok = true; } if (ok) fs.readFileSync(p)"),
      file("const r = path.relative(ROOT, p); if (r.startsWith('..' + path.sep) || r === '..') return; fs.readFileSync(p)"),
      file("const r = path.relative(ROOT, p); if (r.indexOf('../') === 0) throw new Error(); else fs.readFileSync(p)"),
      file('const a = path.resolve(p); if (a.indexOf(ROOT) !== 0) return; fs.readFileSync(p)'),
      file('if (p.slice(0, ROOT.length) === ROOT) fs.readFileSync(p)'),
      mongo('const { error } = schema.validate(req.body); if (error) return res.sendStatus(400); db.find(req.body)'),
      mongo('const read = Schema.safeParse(req.body); if (!read.success) throw read.error; db.find(req.body)'),
    ],
  },
  'what is no object': {
    fires: [
      mongo("if (typeof req.body.a === 'string') log(); db.find({ a: req.body.a })"),
      mongo("if (typeof req.body.a === 'object') db.find({ a: req.body.a })"),
      mongo("if (typeof req.body.a === 'string') db.find(req.body)"),
      mongo("const all = req.body; if (typeof all.a !== 'string') return; db.find(all)"),
      mongo('db.find({ a: { $ne: req.body.a } })'),
      route("res.render('a', req.query)"),
    ],
    not: [
      mongo("if (typeof req.body.a !== 'string') return; db.find({ a: req.body.a })"),
      mongo("if (typeof req.body.a === 'string') { db.find({ a: req.body.a }) }"),
      mongo('db.find({ a: { $eq: req.body.a } })'),
      route("const text = req.query.a + ''; res.render('a', text)"),
    ],
  },
  'a schema of data': {
    fires: [
      yaml('{ schema: yaml.DEFAULT_FULL_SCHEMA }'),
      yaml("{ schema: yaml.DEFAULT_SCHEMA.extend(require('js-yaml-js-types').all) }"),
      yaml('options'),
      yaml('{ schema: schemaOf(all) }'),
    ],
    not: [yaml('{ schema: yaml.JSON_SCHEMA }'), yaml("{ schema: yaml.DEFAULT_SCHEMA.extend(require('js-yaml-js-types').undefined) }")],
  },
  'an origin from a list': {
    fires: [route("res.set('Access-Control-Allow-Origin', req.headers.origin); res.set('Access-Control-Allow-Credentials', 'true')")],
    not: [
      route(
        "if (ALL.includes(req.headers.origin)) { res.set('Access-Control-Allow-Origin', req.headers.origin); res.set('Access-Control-Allow-Credentials', 'true') }",
      ),
    ],
  },
  'an address of the page itself': {
    fires: [
      'location.href = location.hash.slice(1)',
      "location.href = location.hash.split('#')[1]",
      route("res.redirect(req.url.split('?')[1])"),
      'location.href = location.hash + location.search.slice(1)',
      'location.href = `${location.search}${location.hash.slice(1)}`',
      'function start() { return host; } location.href = "https://a.b" + start() + location.hash.slice(1)',
    ],
    not: [
      "location.href = location.hash.split('?')[0] + '?a'",
      'location.href = location.search',
      'function start() { return "/"; } location.href = "https://a.b" + start() + location.hash.slice(1)',
    ],
  },
  'what a parameter is given besides': {
    fires: [
      file("function load(q) { if (!q) q = 'a.txt'; fs.readFileSync(q); } load(p)"),
      route("const go = (to) => { if (!to) to = '/' + id; res.redirect(to); }; go(req.query.a)"),
    ],
    not: [
      file("function load(q) { if (!q) q = 'a.txt'; fs.readFileSync(q); } load('b')"),
      route("const go = (to) => { to = '/a/' + to; res.redirect(to); }; go(req.query.a)"),
    ],
  },
  'a host of its own': {
    fires: [
      route('res.redirect(`https://${HOST}${req.query.to}`)'),
      route("res.redirect('https://' + HOST + req.query.to)"),
      route("const start = 'https://' + HOST; res.redirect(start + req.query.to)"),
      route('res.redirect(`https://${HOST}:${req.query.port}/`)'),
    ],
    not: [
      route('res.redirect(`https://${HOST}${req.originalUrl}`)'),
      route("res.redirect('https://' + HOST + req.url)"),
      route('res.redirect(`https://${HOST}:${PORT}/${req.query.to}`)'),
      route("const start = 'https://' + HOST; res.redirect(start + '/a?b=' + req.query.to)"),
      route("const start = 'https://' + HOST; const all = `${start}/a`; res.redirect(all + req.query.to)"),
    ],
  },
  'a name that is made of itself': {
    fires: [
      "function go(url) { url = url.split('#')[0]; location.href = url; } go(location.hash)",
      "let url; const go = (to) => { url = url.split('#')[0] + to; location.href = url; }; go(location.hash)",
      `const yaml = require('js-yaml'); let schema; schema = schema.extend(more); ${route('yaml.load(req.body.text, { schema })')}`,
      route('let to; const go = (q) => { to = to + q; res.redirect(to); }; go(req.query.a)'),
    ],
    not: [
      "let strict; function toggle() { strict = !strict; } require('https').request({ rejectUnauthorized: strict })",
      file('var a = b; var b = a; a.push(p); fs.readFileSync(a)'),
      "var on = !off; var off = !on; require('https').request({ rejectUnauthorized: on })",
    ],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { fires, not }) => {
  test.each(fires)('fires on %s', (code) => expect(found(code).length).toBeGreaterThan(0));
  test.each(not)('leaves %s alone', (code) => expect(found(code)).toEqual([]));
});
