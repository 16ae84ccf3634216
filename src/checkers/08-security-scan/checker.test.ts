import { type Case, testChecker } from '../test-checker.ts';

/** In pieces, so that nobody takes this file for a leak. */
const GITHUB = ['ghp', '_16C7e42F292c6912E7', '710c838347Ae178B4a'].join('');
const STRIPE = ['sk', '_live_', '51HqLyjWDarjtT1zdp7dcXkR'].join('');
const HEX = ['5f2c9b71e8a4', '4d06b3957c1e', '0a8d62f4'].join('');
const PEM = ['-----BEGIN RSA ', 'PRIVATE KEY-----'].join('');
const BODY = 'MIIEogIBAAKCAQEAjosMtDUqbE1/8zxZac1t8fkh2SxGuMXHk9yxniyM2m76donWGcbdgKgLQfoL67Pi3M3Hatsk7SCxXsZiYr6c';
const KEY = `${PEM}\n${BODY.slice(0, 64)}\n${BODY.slice(64)}\n`;
const CRYPT = ['$apr1$', 'tp8glkbm$fjg65tI1eipoBh62aEjIy0'].join('');

const inRoute = (code: string) => `app.get('/', (req, res) => { ${code}; });`;
const at = (rule: string, path: string, line: number, state?: 'unchanged' | 'absent') => ({
  rule,
  path,
  line,
  ...(state === undefined ? {} : { state }),
});
const found = (rule: string, path: string, line = 1) => ({ findings: [at(rule, path, line)] });

const users = (count: number) =>
  Array.from({ length: count }, (_, index) => `user${index}:$apr1$tp8glkbm$fjg65tI1eipoBh62a${1000 + index}\n`).join('');

/** What the rules of programs fire on, one line each, so that the place tells them apart. */
function eachInItsLine(weak: readonly (readonly [string, string])[]): Case {
  return {
    name: 'weaknesses of every kind, each in its own line',
    base: {},
    head: { 'src/app.js': `${weak.map(([, code]) => code).join('\n')}\n` },
    expect: { findings: weak.map(([rule], index) => at(rule, 'src/app.js', index + 1)) },
  };
}

testChecker(import.meta.url, {
  clean: [
    {
      name: 'values that come from elsewhere, or are none',
      base: {},
      head: {
        'src/a.ts': 'const password = process.env.PASSWORD;\nconst token = readToken();\nconst secret = `${prefix}-${id}`;\n',
        'src/labels.ts': "export const labels = { password: 'Password', newPassword: 'errors.password.tooShort', token: 'comma' };\n",
        '.env.example': 'DB_PASSWORD=changeme\nAPI_KEY=your-api-key-here\n',
        'docker-compose.yml': 'environment:\n  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}\n',
        '.github/workflows/ci.yml': 'env:\n  NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n',
        '.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n',
        'src/lists.ts': "say('the form of a token', 'abcd-1234EFGH5678ijkl');\nconst shown = { pass: 't.pass();' };\n",
        'src/compare.ts': "if (password === 'hunter2222') throw new Error();\n",
        'src/schema.json': '{ "password": { "type": "string" }, "tokenType": "a1b2c3d4e5f6a7b8c9d0e1f2" }\n',
        'src/urls.ts': "export const urls = ['postgres://localhost:5432/app', 'https://user:${password}@host/', 'http://a/b:c@d'];\n",
        'package-lock.json': `{ "packages": { "a": { "integrity": "sha512-${BODY}==" } } }\n`,
        'src/pem.ts': `export const isKey = (text) => text.includes('${PEM}');\n`,
      },
    },
    {
      name: 'what is made up for a test or a document is said and does not stop',
      base: {},
      head: {
        'test/server.key': KEY,
        'docs/setup.md': `Set \`API_KEY="${HEX}"\`.\n`,
        'mocks.ts': `export const token = { access_token: '${HEX}' };\n`,
        'test/login.test.ts': `login({ apiKey: '${HEX}' });\n`,
      },
      expect: {
        findings: [
          at('hard-coded-secret', 'docs/setup.md', 1),
          at('hard-coded-secret', 'mocks.ts', 1),
          at('hard-coded-secret', 'test/login.test.ts', 1),
          at('private-key', 'test/server.key', 1),
        ],
      },
    },
    {
      name: 'a simple password of a development server is said and does not stop',
      base: {},
      head: {
        'docker-compose.yml': 'environment:\n  POSTGRES_PASSWORD: postgres\n',
        'config/dev.json': '{"url":"mysql://root:root@localhost/app"}\n',
      },
      expect: { findings: [at('credential-in-url', 'config/dev.json', 1), at('hard-coded-secret', 'docker-compose.yml', 2)] },
    },
    {
      name: 'what warns in container files and workflows',
      base: {},
      head: {
        Dockerfile: 'FROM node\nRUN curl -s https://a.com/install.sh | sh\n',
        '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - uses: someone/action@v1\n',
      },
      expect: {
        findings: [
          at('workflow-unpinned-action', '.github/workflows/ci.yml', 5),
          at('container-runs-as-root', 'Dockerfile', 1),
          at('container-unpinned-image', 'Dockerfile', 1),
          at('container-unverified-download', 'Dockerfile', 2),
        ],
      },
    },
    {
      name: 'what warns in Python',
      base: {},
      head: { 'src/app.py': 'import flask, tempfile\nname = tempfile.mktemp()\nflask.Flask(name).run(debug=True)\n' },
      expect: { findings: [at('insecure-temporary-file', 'src/app.py', 2), at('debug-mode', 'src/app.py', 3)] },
    },
    {
      name: 'what stands in for a variable of the environment, and is no secret',
      base: {},
      head: {
        'src/a.ts':
          "export const a = process.env.JWT_SECRET || 'change-me';\nexport const b = process.env.DB_PASSWORD ?? 'postgres';\nexport const c = process.env.API_KEY || '';\n",
        'src/b.ts': "export const a = process.env.SESSION_SECRET || process.env['JWT_SECRET'] || 'dev-secret';\n",
      },
    },
    {
      name: 'what was there is not of this change, wherever its line is now and whatever its file is called',
      base: { 'src/a.ts': `export const apiKey = '${HEX}';\n`, 'old.env': `STRIPE_KEY=${STRIPE}\nPORT=8080\nHOST=example.com\n` },
      head: {
        'src/a.ts': `// Moved.\nexport const one = 1;\nexport const apiKey = '${HEX}';\n`,
        'old.env': null,
        'new.env': `STRIPE_KEY=${STRIPE}\nPORT=8081\nHOST=example.com\n`,
      },
      expect: { findings: [at('provider-token', 'new.env', 1, 'unchanged'), at('hard-coded-secret', 'src/a.ts', 3, 'unchanged')] },
    },
    {
      name: 'what was there before, whatever commits in between do with it',
      base: { 'a.env': 'DB_PASSWORD=Mailpass12!\n', 'src/a.ts': 'f();\n' },
      between: [{ 'a.env': null, 'b.env': 'A=1\nDB_PASSWORD=Mailpass12!\n' }, { 'src/a.ts': 'g();\n' }],
      head: { 'b.env': null, 'a.env': 'DB_PASSWORD=Mailpass12!\n' },
    },
    {
      name: 'what the base commit allows in .gitleaks.toml',
      base: {
        '.gitleaks.toml': `[extend]\nuseDefault = true\n[[allowlists]]\npaths = ['''^seed/''']\n[[allowlists]]\nregexes = ['''^${HEX.slice(0, 8)}''']\n`,
      },
      head: { 'seed/users.json': '{ "password": "Tr0ub4dor&3x" }\n', 'src/a.ts': `export const apiKey = '${HEX}';\n` },
    },
  ],
  flagged: [
    {
      name: 'a token of a provider',
      base: {},
      head: { 'src/a.ts': `const stripe = '${STRIPE}';\n` },
      expect: found('provider-token', 'src/a.ts'),
    },
    {
      name: 'also in a test',
      base: {},
      head: { 'test/a.test.ts': `const stripe = '${STRIPE}';\n` },
      expect: found('provider-token', 'test/a.test.ts'),
    },
    {
      name: 'one whose check digits are wrong, in production code',
      base: {},
      head: { 'a.ts': `f('${GITHUB}');\n` },
      expect: found('provider-token', 'a.ts'),
    },
    { name: 'a private key', base: {}, head: { 'deploy/id_rsa': KEY }, expect: found('private-key', 'deploy/id_rsa') },
    {
      name: 'a private key in a string',
      base: {},
      head: { 'config.json': JSON.stringify({ key: KEY }, null, 1) },
      expect: found('private-key', 'config.json', 2),
    },
    {
      name: 'a URL with a password',
      base: {},
      head: { 'config/db.yml': 'uri: "mongodb://shop:zK39-vQ2r@ds04.mlab.com:4853/main"\n' },
      expect: found('credential-in-url', 'config/db.yml'),
    },
    {
      name: 'a connection string',
      base: {},
      head: { 'appsettings.json': '{ "Db": "Server=db.shop.com;User Id=shop;Password=zK39-vQ2r;" }\n' },
      expect: found('credential-in-url', 'appsettings.json'),
    },
    { name: 'an .htpasswd', base: {}, head: { 'www/.htpasswd': `admin:${CRYPT}\n` }, expect: found('credential-file', 'www/.htpasswd') },
    {
      name: 'a .netrc',
      base: {},
      head: { '.netrc': 'machine a.com login me password simple\n' },
      expect: found('credential-file', '.netrc'),
    },
    {
      name: 'passwords and keys in settings of every form',
      base: {},
      head: {
        'a.env': 'DB_PASSWORD=Mailpass12!\n',
        'b.yml': `production:\n  secret_key_base: ${HEX}\n`,
        'c.properties': `api.secret=${HEX}\n`,
        'd.xml': `<settings><add key="ApiSecret" value="${HEX}" /></settings>\n`,
        'e.php': "<?php\ndefine('DB_PASSWORD', 'Mailpass12!');\n",
        'f.py': `SECRET_KEY = "${HEX}"\n`,
        'g.sh': `curl -H "Authorization: Bearer ${HEX}" https://api.shop.com\n`,
      },
      expect: {
        findings: [
          at('hard-coded-secret', 'a.env', 1),
          at('hard-coded-secret', 'b.yml', 2),
          at('hard-coded-secret', 'c.properties', 1),
          at('hard-coded-secret', 'd.xml', 1),
          at('hard-coded-secret', 'e.php', 2),
          at('hard-coded-secret', 'f.py', 1),
          at('hard-coded-secret', 'g.sh', 1),
        ],
      },
    },
    {
      name: 'what stands in for a variable of the environment',
      base: {},
      head: {
        'src/a.ts': `export const secret = process.env.JWT_SECRET || '${HEX}';\nexport const b = { password: process.env['DB_PASSWORD'] ?? 'Mailpass12!' };\n`,
        'src/b.ts': `export const key = (process.env.API_KEY as string) ||\n  '${HEX}';\nexport const t = Deno.env.get('API_TOKEN') ?? '${HEX}';\n`,
        'src/c.py': 'import os\nDB = os.getenv("DB_PASSWORD") or "Mailpass12!"\nDC = os.environ.get("DC_PASSWORD") or "Mailpass12!"\n',
        'src/d.php': "<?php\n$pw = getenv('DB_PASSWORD') ?: 'Mailpass12!';\n$px = $_ENV['DX_PASSWORD'] ?? 'Mailpass12!';\n",
      },
      expect: {
        findings: [
          at('hard-coded-secret', 'src/a.ts', 1),
          at('hard-coded-secret', 'src/a.ts', 2),
          at('hard-coded-secret', 'src/b.ts', 2),
          at('hard-coded-secret', 'src/b.ts', 3),
          at('hard-coded-secret', 'src/c.py', 2),
          at('hard-coded-secret', 'src/c.py', 3),
          at('hard-coded-secret', 'src/d.php', 2),
          at('hard-coded-secret', 'src/d.php', 3),
        ],
      },
    },
    eachInItsLine([
      ['sql-injection', inRoute("db.query('SELECT a FROM t WHERE id = ' + req.query.id)")],
      ['command-injection', inRoute("require('child_process').exec('ls ' + req.query.dir)")],
      ['code-injection', inRoute('eval(req.query.code)')],
      ['path-traversal', inRoute('res.sendFile(req.query.path)')],
      ['cross-site-scripting', inRoute("res.send('<b>' + req.query.name + '</b>')")],
      ['template-injection', inRoute("require('handlebars').compile(req.body.template)")],
      ['regex-injection', inRoute('new RegExp(req.query.pattern)')],
      ['open-redirect', inRoute('res.redirect(req.query.to)')],
      ['header-injection', inRoute("res.set('X-Name', req.query.name)")],
      ['server-side-request-forgery', inRoute('fetch(req.query.address)')],
      ['nosql-injection', inRoute("db.find({ $where: 'this.a == ' + req.query.a })")],
      ['xml-external-entity', inRoute("require('libxmljs').parseXml(req.body, { noent: true })")],
      ['xpath-injection', inRoute("require('xpath').select('//a[' + req.query.a + ']', document)")],
      ['prototype-pollution', inRoute('settings[req.body.one][req.body.two] = 1')],
      ['unsafe-deserialization', inRoute("require('node-serialize').unserialize(req.cookies.profile)")],
      ['weak-hash', "require('crypto').createHash('md5').update(text);"],
      ['weak-cipher', "require('crypto').createCipheriv('des-ecb', key, null);"],
      ['weak-random', 'const resetToken = Math.random();'],
      ['tls-not-verified', 'const agent = new Agent({ rejectUnauthorized: false });'],
      ['jwt-not-verified', "require('jsonwebtoken').verify(token, null);"],
      ['timing-unsafe-comparison', "const isSame = require('crypto').createHmac('sha1', key).digest() === theirs;"],
      ['slow-regex', inRoute('/^(a+)+$/.test(req.query.a)')],
      ['insecure-cookie', inRoute("res.cookie('session', id)")],
      ['permissive-cors', "app.use(require('cors')({ origin: true, credentials: true }));"],
      ['unsafe-electron', 'const page = new BrowserWindow({ webPreferences: { webSecurity: false } });'],
    ]),
    {
      name: 'workflows that run what others write',
      base: {},
      head: {
        '.github/workflows/a.yml': 'on: issues\njobs:\n  a:\n    steps:\n      - run: echo "${{ github.event.issue.title }}"\n',
        '.github/workflows/b.yml':
          'on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.head_ref }}\n      - run: npm test\n',
      },
      expect: {
        findings: [at('workflow-injection', '.github/workflows/a.yml', 5), at('workflow-untrusted-checkout', '.github/workflows/b.yml', 7)],
      },
    },
    {
      name: 'a weakness that the change brings to an old program',
      base: { 'src/a.js': "app.get('/', (req, res) => {\n  eval(req.query.old);\n});\n" },
      head: { 'src/a.js': "// More.\napp.get('/', (req, res) => {\n  eval(req.query.old);\n  eval(req.query.young);\n});\n" },
      expect: { findings: [at('code-injection', 'src/a.js', 3, 'unchanged'), at('code-injection', 'src/a.js', 4)] },
    },
    {
      name: 'a weakness that the change brings to an old program in Python',
      base: { 'src/a.py': 'from flask import request\n\ndef view():\n    eval(request.args["old"])\n' },
      head: { 'src/a.py': 'from flask import request\n\ndef view():\n    eval(request.args["old"])\n    eval(request.form["young"])\n' },
      expect: { findings: [at('code-injection', 'src/a.py', 4, 'unchanged'), at('code-injection', 'src/a.py', 5)] },
    },
    {
      name: 'a program that odd characters are to hide',
      base: {},
      head: { 'src/a.js': `// ${'\\u0001'.repeat(2000)}\napp.get('/', (req, res) => eval(req.query.a));\n` },
      expect: found('code-injection', 'src/a.js', 2),
    },
    {
      name: 'another secret in the place of an old one',
      base: { 'a.env': 'DB_PASSWORD=Mailpass12!\n' },
      head: { 'a.env': 'DB_PASSWORD=Mailpass13!\n' },
      expect: { findings: [at('hard-coded-secret', 'a.env', 1, 'absent'), at('hard-coded-secret', 'a.env', 1)] },
    },
    {
      name: 'a copy of an old one',
      base: { 'a.env': 'DB_PASSWORD=Mailpass12!\n' },
      head: { 'a.env': 'DB_PASSWORD=Mailpass12!\nOTHER_DB_PASSWORD=Mailpass12!\n' },
      expect: { findings: [at('hard-coded-secret', 'a.env', 1, 'unchanged'), at('hard-coded-secret', 'a.env', 2)] },
    },
    {
      name: 'another fixed key in the line of an old one',
      base: { 'src/a.js': "const j = require('jsonwebtoken');\nj.sign(a, 'shhhhh');\n" },
      head: { 'src/a.js': "const j = require('jsonwebtoken');\nconst password = 'Mailpass12!'; j.sign(a, 'simple');\n" },
      expect: {
        findings: [
          at('hard-coded-secret', 'src/a.js', 2, 'absent'),
          at('hard-coded-secret', 'src/a.js', 2),
          at('hard-coded-secret', 'src/a.js', 2),
        ],
      },
    },
    {
      name: 'a secret that holds an old one of its line',
      base: { 'src/a.ts': "f({ password: 'Mailpass12!' });\n" },
      head: { 'src/a.ts': "f({ password: 'Mailpass12!', dbPassword: 'Mailpass12!More' });\n" },
      expect: { findings: [at('hard-coded-secret', 'src/a.ts', 1, 'unchanged'), at('hard-coded-secret', 'src/a.ts', 1)] },
    },
    {
      name: 'a secret that holds something harmless of its line',
      base: {},
      head: { 'src/a.ts': `connect('postgres://u:${HEX.slice(4, 8)}@localhost/x'); const apiKey = '${HEX}';\n` },
      expect: found('hard-coded-secret', 'src/a.ts'),
    },
    {
      name: 'one more of many in a file of credentials',
      base: { '.htpasswd': users(60) },
      head: { '.htpasswd': users(61) },
      expect: {
        findings: Array.from({ length: 61 }, (_, index) =>
          at('credential-file', '.htpasswd', index + 1, index < 60 ? 'unchanged' : undefined),
        ),
      },
    },
    {
      name: 'a value in the line behind its name',
      base: {},
      head: { 'src/a.ts': `export const apiKey =\n  '${HEX}';\n` },
      expect: found('hard-coded-secret', 'src/a.ts', 2),
    },
    {
      name: 'a file in UTF-16',
      base: {},
      head: { 'a.env': [...'A=b\nDB_PASSWORD=Mailpass12!\n'].map((character) => `${character}\0`).join('') },
      expect: found('hard-coded-secret', 'a.env', 2),
    },
    {
      name: 'a workflow that is called as a test is',
      base: {},
      head: {
        '.github/workflows/run-tests.yml': `on: issues\njobs:\n  a:\n    env:\n      API_TOKEN: ${HEX}\n    steps:\n      - run: echo "\${{ github.event.issue.title }}"\n`,
      },
      expect: {
        findings: [
          at('hard-coded-secret', '.github/workflows/run-tests.yml', 5),
          at('workflow-injection', '.github/workflows/run-tests.yml', 7),
        ],
      },
    },
    {
      name: 'a change that allows its own secret',
      base: {},
      head: { '.gitleaks.toml': "[allowlist]\npaths = ['''.*''']\n", 'src/a.ts': `export const apiKey = '${HEX}';\n` },
      expect: found('hard-coded-secret', 'src/a.ts'),
    },
    {
      name: 'a rule of the repository',
      base: { '.gitleaks.toml': "[[rules]]\nid = \"ticket\"\nregex = '''(?i)acme-([0-9]{6})'''\nkeywords = [\"acme-\"]\n" },
      head: { 'a.txt': 'x\nsee ACME-481516\n' },
      expect: found('gitleaks-rule', 'a.txt', 2),
    },
    {
      name: 'a secret that a later commit takes away',
      base: { 'src/a.ts': 'export const a = 1;\n' },
      between: [
        { 'src/a.ts': `export const apiKey = '${HEX}';\n`, '.env': 'DB_PASSWORD=Mailpass12!\n' },
        { 'src/a.ts': `// b\nexport const apiKey = '${HEX}';\n` },
      ],
      head: { 'src/a.ts': 'export const a = 2;\n', '.env': null },
      expect: {
        findings: [
          { rule: 'hard-coded-secret', path: '.env' },
          { rule: 'hard-coded-secret', path: 'src/a.ts' },
        ],
      },
    },
    {
      name: 'one that a later commit puts where it weighs less',
      base: {},
      between: [{ 'src/a.ts': `export const apiKey = '${HEX}';\n` }],
      head: { 'src/a.ts': null, 'test/a.ts': `export const apiKey = '${HEX}';\n` },
      expect: { findings: [{ rule: 'hard-coded-secret', path: 'src/a.ts' }, at('hard-coded-secret', 'test/a.ts', 1)] },
    },
    {
      name: 'rules that nobody can read are no answer',
      base: { '.gitleaks.toml': '[[rules]]\nid = "a"\nregex = "("\n' },
      head: { 'a.txt': 'x\n' },
      expect: { verdict: 'errored', reason: /cannot be read here/ },
    },
  ],
});
