import type { KnownToolName, ToolConfig } from './schema.ts';

/** A known program: how it is started, what it answers, and a fault that it cannot overlook. */
interface KnownTool {
  /** Program and arguments, started without a shell. */
  readonly command: readonly [string, ...string[]];
  /** It reads the files that it is named and looks for none itself. */
  readonly takesFiles?: true;
  /** Null: on its standard output. */
  readonly report: { readonly format: 'sarif' | 'shellcheck' | 'actionlint'; readonly path: string | null };
  readonly version: readonly [string, ...string[]];
  readonly files: readonly string[];
  /** Its report says nothing of how bad it is, which in SARIF means a warning: each stops a change. */
  readonly isError?: true;
  /** Exit code of a run that found something, as the canary makes every run one. */
  readonly found: number;
  /** Null: what it finds are the rules of the repository, so the repository names the fault too. */
  readonly canary: { readonly path: string; readonly text: string; readonly secret?: string } | null;
  /** Globs of the files of a repository that decide what it finds. */
  readonly decidedBy: readonly string[];
}

/** Beside the tree's own files in a checkout that nobody else uses. */
const REPORT = '.jidoka/report-of-a-tool.sarif';

/** Put together here, so that no scanner finds one in this file. Nobody's: the letters are random. */
const FAKE_TOKEN = ['ghp', 'k7Qm2Vx9RtB4nZs8LwHc3YfDj6PaGe1UoXiT'].join('_');

const WORKFLOW = `name: canary
on: issues
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.issue.title }}"
`;

const IMAGE = 'FROM debian:latest\nRUN cd /tmp && sudo apt-get install curl\n';

/** Two that take the same arguments, as the one grew out of the other. */
const leaks = (program: string): KnownTool => ({
  // Exit code 1 is a failure as well as a leak, unless it is told otherwise.
  command: [
    program,
    'dir',
    '.',
    '--report-format',
    'sarif',
    '--report-path',
    REPORT,
    '--exit-code',
    '10',
    '--redact=100',
    '--ignore-gitleaks-allow',
    '--no-banner',
  ],
  report: { format: 'sarif', path: REPORT },
  version: [program, 'version'],
  files: ['**'],
  isError: true,
  found: 10,
  canary: { path: 'jidoka-canary.txt', text: `token = "${FAKE_TOKEN}"\n`, secret: FAKE_TOKEN },
  decidedBy: ['{.,}{gitleaks,betterleaks}.toml', '.{gitleaks,betterleaks}ignore'],
});

/** The same. */
const patterns = (program: string, own: readonly string[]): KnownTool => ({
  command: [program, 'scan', ...own, '--disable-version-check', '--disable-nosem', '--error', '--sarif', '--output', REPORT],
  report: { format: 'sarif', path: REPORT },
  version: [program, '--version'],
  files: ['**'],
  found: 1,
  canary: null,
  decidedBy: ['**/.semgrepignore'],
});

const KNOWN_TOOLS: Readonly<Record<KnownToolName, KnownTool>> = {
  semgrep: patterns('semgrep', ['--metrics', 'off']),
  opengrep: patterns('opengrep', []),
  gitleaks: leaks('gitleaks'),
  betterleaks: leaks('betterleaks'),
  trivy: {
    // Misconfiguration alone: what is vulnerable is asked by `advisories`. Without network its built-in checks count.
    command: ['trivy', 'config', '--skip-check-update', '--quiet', '--format', 'sarif', '--output', REPORT, '--exit-code', '10', '.'],
    report: { format: 'sarif', path: REPORT },
    version: ['trivy', '--version'],
    files: ['**/*{D,d}ockerfile*', '**/*.{tf,tf.json,tfvars,yaml,yml,json,template}'],
    found: 10,
    canary: { path: 'jidoka-canary/Dockerfile', text: IMAGE },
    decidedBy: ['**/.trivyignore{,.yaml}', 'trivy.{yaml,yml}'],
  },
  zizmor: {
    // One that cannot be read is a failure, and what git ignores is read as well: it may be in the tree for all that.
    command: ['zizmor', '--offline', '--no-progress', '--strict-collection', '--collect=all', '--format', 'sarif', '.'],
    report: { format: 'sarif', path: null },
    version: ['zizmor', '--version'],
    files: ['.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}', '.github/dependabot.{yml,yaml}'],
    // In SARIF it says by its exit code only that it came to its end.
    found: 0,
    canary: { path: '.github/workflows/jidoka-canary.yml', text: WORKFLOW },
    decidedBy: ['{.github/,}zizmor.{yml,yaml}'],
  },
  hadolint: {
    command: ['hadolint', '--disable-ignore-pragma', '--format', 'sarif'],
    takesFiles: true,
    report: { format: 'sarif', path: null },
    version: ['hadolint', '--version'],
    files: ['**/{Dockerfile,Containerfile}*', '**/*.{Dockerfile,dockerfile}'],
    found: 1,
    canary: { path: 'jidoka-canary/Dockerfile', text: IMAGE },
    decidedBy: ['.hadolint.{yaml,yml}'],
  },
  shellcheck: {
    command: ['shellcheck', '--format=json1'],
    takesFiles: true,
    report: { format: 'shellcheck', path: null },
    version: ['shellcheck', '--version'],
    files: ['**/*.{sh,bash,ksh,dash}'],
    found: 1,
    canary: { path: 'jidoka-canary.sh', text: '#!/bin/sh\nif [ "$1" = a ]; then\n' },
    decidedBy: ['**/{.,}shellcheckrc'],
  },
  actionlint: {
    command: ['actionlint', '-no-color', '-format', '{{json .}}'],
    takesFiles: true,
    report: { format: 'actionlint', path: null },
    version: ['actionlint', '-version'],
    files: ['.github/workflows/*.{yml,yaml}'],
    found: 1,
    canary: { path: '.github/workflows/jidoka-canary.yml', text: WORKFLOW },
    decidedBy: ['.github/actionlint.{yml,yaml}'],
  },
};

/** A program of `tools` with all that the config leaves to us. */
export interface SpelledTool {
  /** A shell command of the config, or a known program with its arguments. */
  readonly command: string | readonly [string, ...string[]];
  readonly takesFiles: boolean;
  /** It reads the tree alone and needs no dependency of it. */
  readonly isKnown: boolean;
  readonly report: { readonly format: 'sarif' | 'junit' | KnownTool['report']['format']; readonly path: string | null };
  readonly files: readonly string[];
  readonly checker: string | null;
  readonly exitCodes: { readonly clean: readonly number[]; readonly findings: readonly number[] };
  readonly version: string | readonly [string, ...string[]] | null;
  readonly canary: KnownTool['canary'];
  /** Whatever it finds is an error. */
  readonly isError: boolean;
  readonly decidedBy: readonly string[];
  /** Files and folders of the repository with what it looks for. */
  readonly rules: readonly string[];
  readonly timeoutMinutes: number;
}

export function spelledOut({ uses, rules = [], ...own }: ToolConfig): SpelledTool {
  const { timeoutMinutes, canary = null } = own;
  if (uses === undefined) {
    const { command = '', report = { format: 'sarif', path: '' }, exitCodes = {}, version = null } = own;
    return {
      command,
      takesFiles: false,
      isKnown: false,
      report,
      files: own.files ?? ['**'],
      checker: own.checker ?? null,
      exitCodes: { clean: exitCodes.clean ?? [0], findings: exitCodes.findings ?? [0, 1] },
      version,
      canary,
      isError: false,
      decidedBy: [],
      rules,
      timeoutMinutes,
    };
  }
  const known = KNOWN_TOOLS[uses];
  return {
    command: [...known.command, ...rules.flatMap((path) => ['--config', path]), ...(known.canary === null ? ['.'] : [])],
    takesFiles: known.takesFiles === true,
    isKnown: true,
    report: known.report,
    files: own.files ?? known.files,
    checker: own.checker ?? 'security-scan',
    exitCodes: { clean: [0], findings: [known.found] },
    version: known.version,
    canary: known.canary ?? canary,
    isError: known.isError === true,
    decidedBy: known.decidedBy,
    rules,
    timeoutMinutes,
  };
}
