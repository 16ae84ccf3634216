import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

const MAKEFILE = /(^|\/)(GNU)?[Mm]akefile[^/]*$|\.mk$/;
const SHELL = /\.(sh|bash|zsh)$/;
/** What judges, by its own name or by that of the target it is for; what only cleans up may fail. */
const JUDGES =
  /(?:^|[^a-z])(?:tests?|checks?|lint(?:er|ing)?|vet|verify|audit|typecheck|coverage|pytest|tox|nox|vitest|jest|mocha|ava|eslint|oxlint|biome|prettier|tsc|ruff|flake8|pylint|mypy|pyright|clippy|golangci-lint|staticcheck|shellcheck|hadolint|semgrep|gitleaks|trivy)(?![a-z])/i;
const CLEANS_UP =
  /^(?:sudo\s+)?(?:rm|rmdir|mkdir|ln|kill|pkill|killall|umount|test|\[|(?:docker|podman)(?:[ -]compose)?\s.*?\b(?:rm|rmi|stop|kill|down|prune)|kubectl\s+delete)(?!\S)/;
const LET_PASS = /\s*\|\|\s*(?:true|:|exit\s+0|echo\b[^|&;]*)\s*$/;

/** A command of a Makefile or a script that judges, and whose failure base heard of. */
export function unheardFailures({ file: { path }, base, head }: FilePair): Sighting[] {
  const before = commandsOf(base);
  const heard = (core: string) => before.filter((one) => one.core === core && !one.isUnheard).length;
  const now = commandsOf(head);
  const stillHeard = (core: string) => now.filter((one) => one.core === core && !one.isUnheard).length;
  return now
    .filter(
      ({ core, target, isUnheard }) =>
        isUnheard && !CLEANS_UP.test(core) && JUDGES.test(`${target} ${core}`) && heard(core) > stillHeard(core),
    )
    .map(
      ({ core, line }): Sighting => ({
        rule: 'suppression-added',
        message: `nobody hears any more when this fails: ${core.length > 120 ? `${core.slice(0, 119)}…` : core}`,
        path,
        range: { startLine: line },
        code: core,
      }),
    );
}

interface Command {
  /** Without what lets its failure pass. */
  readonly core: string;
  /** Of a Makefile. */
  readonly target: string;
  readonly isUnheard: boolean;
  readonly line: number;
}

function commandsOf(version: FileVersion | null): Command[] {
  if (version === null) return [];
  const isMakefile = MAKEFILE.test(version.path);
  if (!isMakefile && !SHELL.test(version.path)) return [];
  let target = '';
  return version.text.split('\n').flatMap((text, index): Command[] => {
    if (isMakefile && !text.startsWith('\t')) {
      target = /^([\w./ -]+?)\s*:(?!=)/.exec(text)?.[1] ?? (text.trim() === '' || text.startsWith('#') ? target : '');
      return [];
    }
    const [, marks = '', said = ''] = (isMakefile ? /^\t\s*([-@+\s]*)(.*)$/ : /^\s*()(.*)$/).exec(text) ?? [];
    const core = said.replace(LET_PASS, '').trim();
    if (core === '' || core.startsWith('#')) return [];
    return [{ core, target, isUnheard: marks.includes('-') || core !== said.trim(), line: index + 1 }];
  });
}
