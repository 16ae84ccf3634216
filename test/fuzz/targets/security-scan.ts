import { findInDockerfile } from '../../../src/checkers/08-security-scan/pipelines/find-in-dockerfile.ts';
import { findInWorkflow } from '../../../src/checkers/08-security-scan/pipelines/find-in-workflow.ts';
import type { Sighting } from '../../../src/checkers/08-security-scan/rules.ts';
import { pythonWeaknesses } from '../../../src/checkers/08-security-scan/python/python-weaknesses.ts';
import { weaknessesOf } from '../../../src/checkers/08-security-scan/sast/report-weaknesses.ts';
import { findSecrets } from '../../../src/checkers/08-security-scan/secrets/find-secrets.ts';
import { readGitleaksConfig } from '../../../src/checkers/08-security-scan/secrets/gitleaks-config.ts';
import { sightingOf } from '../../../src/checkers/08-security-scan/secrets/report-secrets.ts';
import type { Tree } from '../../../src/domain/tree.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const SECRETS: readonly string[] = [
  'DB_PASSWORD=Tr0ub4dor&3x\nURL=postgres://a:zK39-vQ2r@db.a.com/x\n',
  '{ "auths": { "a": { "auth": "X3Rva2VuOjEyMzQuMThqZjg0MWZrbDQwYU90dTNr" } } }\n',
  `key: |\n  -----BEGIN RSA ${'PRIVATE'} KEY-----\n  MIIEogIBAAKCAQEAjosMtDUqbE1/8zxZac1t8fkh2SxGuMXHk9yxniyM2m76donW\n`,
  `<add key="ApiSecret" value="5f2c9b71e8a44d06b3957c1e0a8d62f4" />\n<Pass encoding="base64">NjllNWU5</Pass>\n`,
  `curl -u me:zK39-vQ2r -H "Authorization: Bearer 5f2c9b71e8a44d06b3957c1e0a8d62f4" https://a.com\n`,
  `machine a login b password zK39vQ2r\nlocalhost:5432:a:b:zK39vQ2r\nroot:$6$LnUhhUi45srUKt9i$4Hp6VRTOB2mxvsYH8mwsCfBryg6hCbm4JJjV26\n`,
];
const PATHS = [
  'a.env',
  '.netrc',
  '.pgpass',
  'etc/shadow',
  '.docker/config.json',
  'filezilla.xml',
  'a.ts',
  'a.py',
  'README.md',
  'dump.sql',
  '.npmrc',
];

const PROGRAM = `import { exec } from 'node:child_process';
const run = (name) => { exec(\`ls \${name}\`); };
app.get('/', async ({ query }, res) => { let a = query.x; a += a; const { b: [c] } = a; run(c ?? (a || query)); eval(a.trim()); });
class A { m(req, res) { for (const x of req.body.list) this.x = x; res.send('<b>' + req.query.a + '</b>'); return /(a+)+$/.test(x); } }
function f(x) { return g(x); } function g(x) { return f(x); } f(req.body);
`;
const PYTHON = `import os, yaml as y\nfrom flask import request\n@app.route('/<a>')\ndef f(a, *b, c: int = 1, **d):\n    with open(f'{a!r:>{c}}') as e, g() as h: pass\n    x = [i for i in request.args if i not in "b" "c"]\n    os.system('ls %s' % x[0].strip() if a else lambda: {1: 2, **d})\n    if a == 'a': return y.load(request.data, Loader=y.Loader)\n`;
const WORKFLOW = `on: { pull_request_target: {} }\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with: { ref: "\${{ github.head_ref }}" }\n      - run: echo \${{ github.event.issue.title }}\n`;
const DOCKERFILE = 'FROM a AS b\nRUN x && \\\n  curl https://a | sh\nADD https://a /b\nUSER root\n';
const CONFIG = `[extend]\nuseDefault = true\n[[rules]]\nid = "a"\nregex = '''(?i)acme-([0-9]{6}|(?P<x>[[:alnum:]]+))\\z'''\nkeywords = ["acme"]\n[[rules.allowlists]]\nregexes = ["^a(?i)b|c"]\n[allowlist]\npaths = ["^x/"]\n`;

/** What is looked for is in files that anybody may send, and none of it may be repeated. */
export const securityScan: FuzzTarget = {
  refusals: ['GITLEAKS_CONFIG', 'WORKFLOW_TOO_LARGE'],
  open: () => ({
    async attempt(chance) {
      if (chance.oneIn(3)) return secrets(chance);
      if (chance.oneIn(4)) return ownRules(chance);
      if (chance.oneIn(3))
        return within(mutateText(WORKFLOW, chance, [WORKFLOW]), (text) => findInWorkflow('.github/workflows/a.yml', text), 'workflow');
      if (chance.oneIn(3)) return within(mutateText(PYTHON, chance, [PYTHON]), (text) => pythonWeaknesses('src/a.py', text), 'Python');
      if (chance.oneIn(3))
        return within(mutateText(DOCKERFILE, chance, [DOCKERFILE]), (text) => findInDockerfile('Dockerfile', text), 'container file');
      return within(mutateText(PROGRAM, chance, [PROGRAM]), (text) => weaknessesOf('src/a.js', text)?.sightings ?? null, 'program');
    },
  }),
};

function secrets(chance: Chance): string {
  const [path, text] = [chance.oneOf(PATHS), mutateText(chance.oneOf(SECRETS), chance, SECRETS)];
  const found = findSecrets(path, text);
  for (const secret of found) {
    const said = sightingOf(path, secret);
    must(secret.value !== '', 'a secret that is nothing', secret);
    must(said === null || secret.value.length < 8 || !JSON.stringify(said).includes(secret.value), 'a secret is repeated', said?.message);
  }
  return `${found.length > 0 ? '' : 'no '}secret`;
}

async function ownRules(chance: Chance): Promise<string> {
  const text = mutateText(CONFIG, chance, [CONFIG]);
  const tree: Tree = { id: '', paths: [], has: () => true, entry: () => undefined, read: async () => text };
  const own = await readGitleaksConfig(tree);
  findSecrets('a.txt', `acme-481516\n${chance.text(50)}`, { own });
  return `${own.rules.length} rules`;
}

function within(text: string, read: (text: string) => readonly Sighting[] | null, what: string): string {
  const found = read(text);
  const lines = text.split('\n').length;
  for (const { range } of found ?? [])
    must(range !== undefined && range.startLine >= 1 && range.startLine <= lines, 'a line that is not there', range);
  return found === null ? `no ${what}` : what;
}
