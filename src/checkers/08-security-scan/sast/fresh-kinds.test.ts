import { describe, expect, test } from 'vitest';
import { weaknessesOf } from './report-weaknesses.ts';

const found = (code: string) =>
  (weaknessesOf('src/app.ts', code)?.sightings ?? []).map(({ rule, severity }) => (severity === 'warning' ? `${rule}?` : rule));

const route = (body: string) => `app.post('/a', async (req, res) => { ${body} });`;
const CRYPTO = "import { createHmac } from 'node:crypto'; ";
const MAC = "const mac = createHmac('sha256', KEY).update(req.body).digest('hex');";
const MONGO = "import { MongoClient } from 'mongodb'; const users = new MongoClient(URL).db('a').collection('users'); ";
const NEST = "import { Body, Controller, Post } from '@nestjs/common'; import { Model } from 'mongoose'; ";
const NEXT = "import { cookies } from 'next/headers'; ";

/** What is found with which rule, a `?` for what only warns; nothing for none. */
const CASES: Readonly<Record<string, readonly (readonly [string, '' | 'stops' | 'warns'])[]>> = {
  'timing-unsafe-comparison': [
    [CRYPTO + route(`${MAC} if (req.headers['x-signature'] === \`sha256=\${mac}\`) go();`), 'stops'],
    [CRYPTO + route(`${MAC} const expected = 'sha256=' + mac; if (expected !== req.get('x-signature')) stop();`), 'stops'],
    [CRYPTO + route(`${MAC} if (Buffer.from(mac).equals(Buffer.from(req.headers.sig))) go();`), 'stops'],
    [CRYPTO + route(`${MAC} if (Buffer.compare(Buffer.from(mac), sent) === 0) go();`), 'stops'],
    [CRYPTO + route(`${MAC} if (req.headers.sigs.split(' ').includes(mac)) go();`), 'stops'],
    [
      `${CRYPTO}function sign(body) { return createHmac('sha1', KEY).update(body).digest('base64'); } export const ok = (b, s) => sign(b) === s;`,
      'stops',
    ],
    ["import hmac from 'crypto-js/hmac-sha256'; export const ok = (b, s) => hmac(b, KEY).toString() === s;", 'stops'],
    ["import CryptoJS from 'crypto-js'; export const ok = (b, s) => s == CryptoJS.HmacSHA256(b, KEY).toString();", 'stops'],
    [route("if (req.headers['x-token'] === process.env.HOOK_TOKEN) go();"), 'warns'],
    [CRYPTO + route(`${MAC} if (timingSafeEqual(Buffer.from(mac), Buffer.from(req.headers.sig))) go();`), ''],
    [CRYPTO + route(`${MAC} if (mac.includes('a')) go(); if (mac === '') stop();`), ''],
  ],
  'insecure-cookie': [
    [route("res.cookie('sessionId', makeId(), { maxAge: 9 });"), 'stops'],
    [route("reply.setCookie('sessionId', makeId(), { maxAge: 9 });"), 'stops'],
    [route("res.cookie('auth_token', makeId());"), 'stops'],
    [route("res.cookie('connect.sid', makeId(), { httpOnly: true, secure: false });"), 'stops'],
    [route("const options = { path: '/' }; res.cookie('jwt', makeId(), { ...options, maxAge: 9 });"), 'stops'],
    ["import { setCookie } from 'hono/cookie'; app.get('/', (c) => { setCookie(c, 'session', makeId(), { path: '/' }); });", 'stops'],
    ["export default defineEventHandler((event) => { setCookie(event, 'token', makeId()); });", 'stops'],
    [`${NEXT}export async function POST() { (await cookies()).set('session', makeId(), { path: '/' }); }`, 'stops'],
    ["import { serialize } from 'cookie'; res.setHeader('Set-Cookie', serialize('session', makeId(), { path: '/' }));", 'stops'],
    [route("res.setHeader('Set-Cookie', `session=${makeId()}; Path=/`);"), 'stops'],
    [route("res.writeHead(200, { 'Set-Cookie': 'token=' + makeId() });"), 'stops'],
    ["app.use(async (ctx) => { ctx.cookies.set('session', makeId(), { httpOnly: false }); });", 'stops'],
    ["const SESSION_COOKIE = 'x'; " + route('res.cookie(NAMES.SESSION_COOKIE, makeId());'), 'stops'],
    [route("res.cookie('session', makeId(), { httpOnly: true });"), 'warns'],
    [route("res.setHeader('Set-Cookie', `session=${makeId()}; HttpOnly`);"), 'warns'],
    ["import session from 'express-session'; app.use(session({ cookie: { httpOnly: false } }));", 'stops'],
    ["import session from 'express-session'; app.use(session({ cookie: { secure: false } }));", 'warns'],
    [route("res.cookie('session', makeId(), { httpOnly: true, secure: true, sameSite: 'lax' });"), ''],
    [route("res.cookie('session', makeId(), { httpOnly: true, secure: isProduction });"), ''],
    [route("res.cookie('session', makeId(), options); res.cookie('session', makeId(), { ...options });"), ''],
    [route("res.cookie('session', '', { maxAge: 0 }); res.cookie('theme', makeId()); res.cookie('XSRF-TOKEN', makeId());"), ''],
    ["import Cookies from 'js-cookie'; Cookies.set('token', makeId()); $.cookie('token', makeId());", ''],
    ["app.use(async (ctx) => { ctx.cookies.set('session', makeId()); });", ''],
    [route("res.setHeader('Set-Cookie', `session=${makeId()}; HttpOnly; Secure`);"), ''],
    [route("res.setHeader('Set-Cookie', `session=${makeId()}; ${FLAGS}`);"), ''],
  ],
  'header-injection': [
    [route("res.setHeader('Content-Disposition', 'attachment; filename=' + req.query.name);"), 'stops'],
    [route("reply.header('Content-Type', req.query.type);"), 'stops'],
    [route('res.set(req.body.header, value);'), 'stops'],
    [route("res.writeHead(200, { 'Content-Type': req.query.type });"), 'stops'],
    [route("res.append('Set-Cookie', 'lang=' + req.query.lang);"), 'stops'],
    ["app.get('/', (c) => { c.header('Content-Disposition', `inline; filename=${c.req.query('n')}`); return c.body(''); });", 'stops'],
    [
      "export async function GET(request) { const n = request.nextUrl.searchParams.get('n'); return new Response('', { headers: { 'Content-Disposition': `attachment; filename=${n}` } }); }",
      'stops',
    ],
    [route("res.set('X-Request-Id', req.headers['x-request-id']);"), 'warns'],
    [route("res.setHeader('Content-Disposition', 'attachment; filename=' + encodeURIComponent(req.query.name));"), ''],
    [route("if (!TYPES.includes(req.query.type)) return; res.type('a').set('Content-Type', req.query.type);"), ''],
    ["app.get('/', (c) => c.header('X-Id', c.req.query('n')));", ''],
  ],
  'nosql-injection': [
    [MONGO + route('users.findOne({ email: req.body.email, token: req.body.token });'), 'stops'],
    [MONGO + route('const { email, password } = req.body; await users.findOne({ email, password });'), 'stops'],
    [MONGO + route('users.deleteMany(req.body);'), 'stops'],
    [
      "import mongoose from 'mongoose'; const User = mongoose.model('User', schema); " + route('await User.find({ name: req.body.name });'),
      'stops',
    ],
    ["const mongoose = require('mongoose'); " + route('User.updateOne({ reset: req.body.reset }, { $set: { a: 1 } });'), 'stops'],
    [`${NEST}@Controller() class A { @Post() login(@Body() body: any) { return this.users.findOne({ email: body.email }); } }`, 'stops'],
    [
      `${NEST}@Controller() class A { @Post() login(@Body() body: LoginDto) { return this.users.findOne({ email: body.email }); } }`,
      'warns',
    ],
    [`${MONGO}app.post('/a', validate(login), (req, res) => { users.findOne({ email: req.body.email }); });`, 'warns'],
    [`${MONGO}app.post('/a', { schema: { body: Login } }, (req, reply) => { users.findOne({ email: req.body.email }); });`, 'warns'],
    [`${MONGO}app.post('/validate', (req, res) => { users.findOne({ email: req.body.email }); });`, 'stops'],
    [
      `${MONGO}const AT = \`/check/\${ID}\`; app.post([AT, '/schema'], (req, res) => { users.findOne({ email: req.body.email }); });`,
      'stops',
    ],
    [`${MONGO}app.post('/a', [body('email').isString()], (req, res) => { users.findOne({ email: req.body.email }); });`, 'warns'],
    [
      `${MONGO}app.route({ method: 'POST', url: '/a', schema: login, handler: (req, reply) => users.findOne({ email: req.body.email }) });`,
      'warns',
    ],
    [`${MONGO}app.route({ method: 'POST', url: '/valid', handler: (req, reply) => users.findOne({ email: req.body.email }) });`, 'stops'],
    [route('User.findOne({ email: req.body.email });'), 'warns'],
    [MONGO + route('users.findOne({ id: req.params.id });'), 'warns'],
    [MONGO + route('users.findOne({ email: String(req.body.email) });'), ''],
    [MONGO + route('users.findOne({ email: { $eq: req.body.email } });'), ''],
    [MONGO + route("if (typeof req.body.email !== 'string') return; users.findOne({ email: req.body.email });"), ''],
  ],
  'prototype-pollution': [
    [
      route(
        "const m = {}; const path = String(req.body.path).split('.'); let inner = m; for (const part of path.slice(0, -1)) inner = inner[part] ??= {}; inner[path[path.length - 1]] = req.body.value;",
      ),
      'stops',
    ],
    [route('const inner = settings[req.body.a]; inner[req.body.b] = 1;'), 'stops'],
    [
      route("const keys = req.body.path.split('.'); const last = keys.pop(); keys.reduce((o, k) => (o[k] ||= {}), settings)[last] = 1;"),
      'stops',
    ],
    [
      route(
        "let at = settings; const keys = req.query.path.split('.'); keys.forEach((k, i) => { if (i === keys.length - 1) at[k] = 1; else at = at[k] = at[k] || {}; });",
      ),
      'stops',
    ],
    [
      `function merge(into, from) { for (const key in from) { if (isObject(into[key])) merge(into[key], from[key]); else into[key] = from[key]; } } ${route('merge(settings, req.body);')}`,
      'stops',
    ],
    [
      `function merge(into, from) { for (const key of Object.keys(from)) { if (from[key] instanceof Object) merge(into[key], from[key]); into[key] = from[key]; } } ${route('merge(settings, JSON.parse(req.body.text));')}`,
      'stops',
    ],
    [
      route(
        "let inner = settings; for (const part of req.body.path.split('.')) { if (part === '__proto__') return; inner = inner[part] ??= {}; inner[part] = 1; }",
      ),
      '',
    ],
    [
      route(
        "const path = req.body.path.split('.'); let inner = {}; for (const part of path) inner = inner[part] ??= Object.create(null); inner[path[0]] = 1;",
      ),
      '',
    ],
    [route('const inner = {}; inner[req.body.a] = 1; const list = []; list[0][req.body.b] = 1;'), ''],
    [`function merge(into, from) { for (const key in from) into[key] = from[key]; } ${route('merge({}, req.body);')}`, ''],
  ],
  'xml-external-entity': [
    [`import libxml from 'libxmljs2'; ${route('libxml.parseXml(req.body, { replaceEntities: true });')}`, 'stops'],
    [`import libxml from 'libxmljs'; const options = { noent: !0 }; ${route('libxml.parseXml(req.body, options);')}`, 'stops'],
    [`import libxml from 'libxmljs'; ${route('libxml.parseXml(req.body, { noent: false });')}`, ''],
  ],
};

describe.each(Object.entries(CASES))('%s', (rule, cases) => {
  test.each(cases)('%s', (code, how) =>
    expect(found(code).filter((one) => one.startsWith(rule))).toEqual(how === '' ? [] : [how === 'stops' ? rule : `${rule}?`]),
  );
});
