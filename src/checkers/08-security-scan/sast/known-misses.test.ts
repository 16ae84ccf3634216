import { expect, test } from 'vitest';
import { findWrittenMarkup } from './template-markup.ts';
import { weaknessesOf } from './report-weaknesses.ts';

const route = (body: string) => `app.get('/', async (req, res) => { ${body} });`;
const inProgram = (code: string) => weaknessesOf('src/a.tsx', code)?.sightings ?? [];

test.for<[string, string, 'warning' | 'error']>([
  ['sql-injection', route("const q = prisma.$queryRawUnsafe; await q('SELECT * FROM t WHERE a = ' + req.query.a)"), 'error'],
  ['sql-injection', route('const q = prisma.$queryRawUnsafe.bind(prisma); await q(req.query.a)'), 'error'],
  ['sql-injection', route("const { raw } = knex; raw('SELECT * FROM t WHERE a = ' + req.query.a)"), 'error'],
  ['sql-injection', route("const sql = 'SELECT * FROM t WHERE a = ' + req.query.a; sequelize.query(sql)"), 'error'],
  ['sql-injection', route("db.query.call(db, 'SELECT * FROM t WHERE a = ' + req.query.a)"), 'error'],
  ['sql-injection', route("db.query.apply(db, ['SELECT * FROM t WHERE a = ' + req.query.a])"), 'error'],
  ['weak-random', 'export function generateToken() { return Math.random().toString(36).slice(2); }', 'error'],
  [
    'weak-random',
    'const createResetCode = () => { let s = ""; for (const _ of six) s += ALL[Math.floor(Math.random() * 9)]; return s; };',
    'error',
  ],
  ['weak-random', 'class A { makeSessionId() { return six.map(() => Math.random()); } }', 'error'],
  ['weak-random', 'const a = { generate_password() { return Math.random(); } };', 'error'],
  ['cross-site-scripting', 'export function A({ html }) { return <b dangerouslySetInnerHTML={{ __html: html }} />; }', 'warning'],
  ['cross-site-scripting', 'const A = (props) => <b dangerouslySetInnerHTML={{ __html: props.page.html }} />;', 'warning'],
  ['cross-site-scripting', 'class A { render() { return <b dangerouslySetInnerHTML={{ __html: this.props.html }} />; } }', 'warning'],
  ['cross-site-scripting', 'class A { f() { return this.sanitizer.bypassSecurityTrustHtml(this.text); } }', 'warning'],
  ['cross-site-scripting', 'class A { f() { return this.sanitizer.bypassSecurityTrustHtml(location.hash); } }', 'error'],
  ['weak-hash', "require('crypto').createHash('md5').update(password).digest('hex')", 'error'],
  ['weak-hash', "import { createHash } from 'crypto'; const h = createHash('sha1'); h.update(user.password);", 'error'],
  ['weak-hash', "require('crypto').createHash('md5').update(file).digest('hex')", 'warning'],
])('%s: %s', ([rule, code, severity]) => {
  expect(inProgram(code).map((one) => [one.rule, one.severity ?? 'error'])).toEqual([[rule, severity]]);
});

test.for([
  'const A = (props) => <b dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(props.html) }} />;',
  'const A = () => <b dangerouslySetInnerHTML={{ __html: page.html }} />;',
  'const A = ({ icon }) => <b dangerouslySetInnerHTML={{ __html: icon }} />;',
  "class A { f() { return this.sanitizer.bypassSecurityTrustHtml('<b>a</b>'); } }",
])('nothing is in %s', (code) => {
  expect(inProgram(code)).toEqual([]);
});

test.for<[string, string, readonly string[]]>([
  ['A.vue', '<p>\n<b v-html="$route.query.a" />\n<i v-html="text" />', ['2 error', '3 warning']],
  ['A.svelte', '{@html data.page}', ['1 warning']],
  ['A.vue', '<!-- <b v-html="a" /> --><b v-html="sanitize(a)" /><i v-html="\'<b>\'" />', []],
  ['A.html', '<b v-html="a" />', []],
])('%s: %s', ([path, text, wanted]) => {
  expect(findWrittenMarkup(path, text).map(({ range, severity }) => `${range?.startLine ?? 0} ${severity ?? 'error'}`)).toEqual(wanted);
});
