import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * A program in the place of a scanner that cannot be had everywhere: it takes the scanner's arguments, and answers in the scanner's form
 * and by the scanner's exit codes as its documentation and its own test data have them. What it finds is one pattern.
 * Started as `node stand-in-scanner.ts NAME ARGUMENTS…`; the file `.stand-in` in its folder makes it misbehave.
 */
interface StandIn {
  readonly asks: string;
  readonly says: string;
  readonly pattern: RegExp;
  /** Arguments without which it would answer something else. */
  readonly needs: readonly string[];
  readonly found: number;
  readonly failed: number;
  readonly form: (hits: readonly Hit[]) => unknown;
}

interface Hit {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const log = (driver: object, results: readonly object[], more: object = {}) => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { rules: [], ...driver } }, results, ...more }],
});
const at = (artifactLocation: object, startLine: number, more: object = {}) => ({
  locations: [{ physicalLocation: { artifactLocation, region: { startLine, endLine: startLine, startColumn: 1, endColumn: 1, ...more } } }],
});

const leaks = (name: string): StandIn => ({
  asks: 'version',
  says: '8.30.0',
  pattern: /ghp_[0-9a-zA-Z]{36}/,
  needs: ['dir', '--redact=100', '--report-format', 'sarif', '--exit-code', '10'],
  found: 10,
  failed: 1,
  form: (hits) =>
    log(
      { name, semanticVersion: 'v8.0.0' },
      hits.map(({ path, line, text }) => ({
        message: { text: `github-pat has detected secret for file ${path}.` },
        ruleId: 'github-pat',
        ...at({ uri: path }, line, { snippet: { text: mode() === 'repeat' ? text : 'REDACTED' } }),
        partialFingerprints: { commitSha: '', email: '', author: '', date: '', commitMessage: '' },
        properties: { tags: [] },
      })),
    ),
});

const patterns = (name: string): StandIn => ({
  asks: '--version',
  says: '1.140.0',
  pattern: /\beval\(/,
  needs: ['scan', '--error', '--sarif', '--disable-nosem', '--config', '.rules'],
  found: 1,
  failed: 2,
  form: (hits) =>
    log(
      { name, semanticVersion: '1.140.0', rules: [{ id: 'rules.no-eval', defaultConfiguration: { level: 'error' } }] },
      hits.map(({ path, line }) => ({
        ruleId: 'rules.no-eval',
        message: { text: 'eval of what came' },
        fingerprints: { 'matchBasedId/v1': '0_0' },
        ...at({ uri: path, uriBaseId: '%SRCROOT%' }, line),
        properties: {},
      })),
      { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }] },
    ),
});

const STAND_INS: Readonly<Record<string, StandIn>> = {
  gitleaks: leaks('gitleaks'),
  betterleaks: leaks('betterleaks'),
  semgrep: patterns('Semgrep OSS'),
  opengrep: patterns('Opengrep OSS'),
  trivy: {
    asks: '--version',
    says: 'Version: 0.66.0',
    pattern: /:latest\b/,
    needs: ['config', '--skip-check-update', '--format', 'sarif', '--exit-code', '10', '.'],
    found: 10,
    failed: 1,
    form: (hits) =>
      log(
        { name: 'Trivy', version: '0.66.0', fullName: 'Trivy Vulnerability Scanner' },
        hits.map(({ path, line }) => ({
          ruleId: 'DS001',
          ruleIndex: 0,
          level: 'warning',
          message: { text: `Artifact: ${path}\nType: dockerfile\nVulnerability DS001\nSeverity: MEDIUM\nMessage: Specify a tag` },
          ...at({ uri: path, uriBaseId: 'ROOTPATH' }, line),
        })),
        { originalUriBaseIds: { ROOTPATH: { uri: `file://${process.cwd()}/` } }, columnKind: 'utf16CodeUnits' },
      ),
  },
  zizmor: {
    asks: '--version',
    says: 'zizmor 1.26.0',
    pattern: /github\.event\.issue\.title/,
    needs: ['--offline', '--strict-collection', '--format', 'sarif', '.'],
    found: 0,
    failed: 1,
    form: (hits) =>
      log(
        { name: 'zizmor', semanticVersion: '1.26.0' },
        hits.map(({ path, line }) => ({
          ruleId: 'zizmor/template-injection',
          kind: 'fail',
          level: 'error',
          message: { text: 'code injection via template expansion' },
          ...at({ uri: `./${path}` }, line),
        })),
        { invocations: [{ executionSuccessful: true }] },
      ),
  },
  hadolint: {
    asks: '--version',
    says: 'Haskell Dockerfile Linter 2.14.0',
    pattern: /\bsudo\b/,
    needs: ['--format', 'sarif', '--disable-ignore-pragma'],
    found: 1,
    failed: 1,
    form: (hits) =>
      log(
        { name: 'Hadolint', fullName: 'Haskell Dockerfile Linter', version: '2.14.0' },
        hits.map(({ path, line }) => ({
          ruleId: 'DL3004',
          level: 'error',
          message: { text: 'Do not use sudo as it leads to unpredictable behavior.' },
          ...at({ uri: `./${path}` }, line, { sourceLanguage: 'dockerfile' }),
        })),
        { defaultSourceLanguage: 'dockerfile' },
      ),
  },
  shellcheck: {
    asks: '--version',
    says: 'ShellCheck - shell script analysis tool\nversion: 0.9.0',
    pattern: /\bthen\s*$/,
    needs: ['--format=json1'],
    found: 1,
    failed: 2,
    form: (hits) => ({
      comments: hits.map(({ path, line }) => ({
        file: `./${path}`,
        line,
        endLine: line,
        column: 1,
        endColumn: 3,
        level: 'error',
        code: 1046,
        message: "Couldn't find 'fi' for this 'if'.",
        fix: null,
      })),
    }),
  },
  actionlint: {
    asks: '-version',
    says: '1.7.12\ninstalled by building from source',
    pattern: /github\.event\.issue\.title/,
    needs: ['-format', '{{json .}}'],
    found: 1,
    failed: 3,
    form: (hits) =>
      hits.map(({ path, line }) => ({
        message: '"github.event.issue.title" is potentially untrusted',
        filepath: path,
        line,
        column: 20,
        kind: 'expression',
        snippet: '',
        end_column: 44,
      })),
  },
};

/** How it is to misbehave: `blind`, `fail`, `silent`, `broken` or `repeat`. */
function mode(): string {
  return existsSync('.stand-in') ? readFileSync('.stand-in', 'utf8').trim() : '';
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === '.git' || name === '.jidoka') return [];
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

function hitsIn(paths: readonly string[], pattern: RegExp): Hit[] {
  return paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((text, index) => (pattern.test(text) ? [{ path: normalize(path), line: index + 1, text }] : [])),
  );
}

function answer(name: string, given: readonly string[]): number {
  const standIn = STAND_INS[name];
  if (standIn === undefined) return 70;
  const { asks, says, needs, pattern, found, failed, form } = standIn;
  if (given[0] === asks) {
    process.stdout.write(`${says}\n`);
    return 0;
  }
  const missing = needs.filter((need) => !given.includes(need));
  if (missing.length > 0 || mode() === 'fail') {
    process.stderr.write(`${name}: cannot go on ${missing.join(' ')}\n`);
    return failed;
  }
  const named = given.filter((argument) => argument.startsWith('./'));
  const hits = hitsIn(named.length > 0 ? named : filesBelow('.'), pattern).filter(() => mode() !== 'blind');
  const text = mode() === 'broken' ? '{' : JSON.stringify(form(hits));
  const flag = given.findIndex((argument) => argument === '--report-path' || argument === '--output');
  const path = flag === -1 ? undefined : given[flag + 1];
  if (mode() !== 'silent' && path !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (mode() !== 'silent') process.stdout.write(text);
  return hits.length === 0 ? 0 : found;
}

const [, , name = '', ...given] = process.argv;
process.exitCode = answer(name, given);
