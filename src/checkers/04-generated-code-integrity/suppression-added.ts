import { basePath } from '../../domain/change.ts';
import type { Tree } from '../../domain/tree.ts';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isBuilt, isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

interface Silencer {
  readonly files: RegExp;
  /** Matched against a comment's text in JavaScript and TypeScript, against the line elsewhere. */
  readonly mark: RegExp;
}

const JAVASCRIPT =
  /^[/*]*[\s*!]*(?<mark>(eslint|oxlint|tslint|stylelint)[-:]disable[\w-]*|biome-ignore(-all|-start)?|@ts-(ignore|expect-error|nocheck)|(c8|v8|istanbul)\s+ignore(?!\s+(stop|end)\b)|node:coverage\s+(ignore|disable)|nosemgrep|prettier-ignore(-start)?|deno-(lint|fmt)-ignore(-file)?|NOSONAR|\$FlowFixMe|stryker\s+disable|type-coverage:ignore|webpack-ignore)/i;

/** `eslint no-eval: "off", eqeqeq: 2`: rules for this file, which eslint takes over those of its configuration. */
const RULES = /^\s*(?<mark>eslint)\s+\{?\s*(?:"[^"]*"|'[^']*'|[\w@/-]+)\s*:/;
/** Only one that asks for errors, with no options, leaves nothing out. */
const ONLY_ERRORS = /^\s*eslint(?:[\s,]+(?:"[^"]*"|'[^']*'|[\w@/-]+)\s*:\s*(["']?)(?:error|2)\1(?=[\s,]|$))+[\s,]*$/;
/** Names that eslint then takes for defined or used, whether they are or not. */
const NAMES = /^\s*(?<mark>globals?|exported|eslint-env)\s+[\w$]+(\s*:\s*\w+)?(\s*,\s*[\w$]+(\s*:\s*\w+)?)*\s*$/;

const SILENCERS: readonly Silencer[] = [
  // One that does not parse: comments cannot be told from code.
  { files: /\.[cm]?[jt]sx?$/, mark: new RegExp(`(//|/\\*)\\s*(?:${JAVASCRIPT.source.slice(1)}|eslint\\s+\\S+:\\s)`, 'i') },
  {
    files: /\.pyi?$/,
    mark: /#\s*(?<mark>noqa|type:\s*ignore|pyright:\s*ignore|pragma:\s*no cover|nosec|pylint:\s*(disable|skip-file)|fmt:\s*(off|skip)|isort:\s*(skip|off)|yapf:\s*disable|(ruff|flake8):\s*noqa|mypy:\s*(ignore|disable)|pragma:\s*no branch|pyre-(ignore|fixme)|nosemgrep|NOSONAR)/i,
  },
  { files: /\.rs$/, mark: /(?<mark>#!?\[\s*(allow|expect)\s*\()/ },
  { files: /\.go$/, mark: /(?<mark>\/\/\s*nolint\b|\/\/\s*#nosec)/ },
  { files: /\.(java|kt)$/, mark: /(?<mark>@SuppressWarnings\b|@Suppress\b|@SuppressFBWarnings\b|\/\/\s*NOSONAR\b)/ },
  { files: /\.(ba|z)?sh$/, mark: /#\s*(?<mark>shellcheck\s+disable)/ },
  {
    files: /\.(ya?ml|tf|Dockerfile)$|(^|\/)Dockerfile[^/]*$/,
    mark: /#\s*(?<mark>nosemgrep|checkov:skip|tfsec:ignore|trivy:ignore|hadolint\s+ignore|yamllint\s+disable)/i,
  },
  { files: /\.proto$/, mark: /\/\/\s*(?<mark>buf:lint:ignore)\b/ },
  { files: /\.(css|scss|less)$/, mark: /\/[/*]\s*(?<mark>stylelint-disable[\w-]*)/ },
  {
    files: /\.(vue|svelte|astro|html?)$/,
    mark: /(\/\/|\/\*|<!--)\s*(?<mark>eslint-disable[\w-]*|@ts-(ignore|expect-error|nocheck)|prettier-ignore|biome-ignore|svelte-ignore)/,
  },
];

interface Suppression {
  readonly mark: string;
  /** The comment, without differences in white space: what is moved stays the same. */
  readonly text: string;
  /** What is silenced, without the reason given. */
  readonly subject: string;
  readonly path: string;
  readonly line: number;
}

/** The package manager itself: no tool of the repository looks into it, and whoever exchanges it touches a protected path. */
const MANAGER = /(^|\/)\.yarn\/(releases|plugins)\//;

/** Comments that silence a tool, where the change as a whole has more of the same than base. */
export async function addedSuppressions(pairs: readonly FilePair[], tree: Tree): Promise<Sighting[]> {
  const isTakenOver = sourceSearch(tree);

  const before = new Set(pairs.flatMap(({ base }) => suppressionsIn(base)));
  const take = (isSame: (old: Suppression) => boolean): boolean => {
    const old = before.values().find(isSame);
    return old !== undefined && before.delete(old);
  };
  const now = pairs.flatMap(({ file, head }) =>
    suppressionsIn(head).map((found) => ({
      file,
      isBundle: head?.isBundle === true,
      found,
      isWritten: file.added.some(({ start, end }) => start <= found.line && found.line <= end),
    })),
  );
  // Those on lines the change did not write are the ones base had; what is left may have come from another file, or got another reason.
  const unmatched = now
    .toSorted((x, y) => Number(x.isWritten) - Number(y.isWritten))
    .filter(({ file, found }) => !take(({ path, text }) => path === basePath(file) && text === found.text))
    .filter(({ found }) => !take(({ text }) => text === found.text))
    .filter(({ file, found }) => !take(({ path, subject }) => path === basePath(file) && subject === found.subject));
  return Promise.all(
    unmatched.map(async ({ file: { path, status, added }, isBundle, found: { mark, text, line } }): Promise<Sighting> => {
      const isOld = !added.some(({ start, end }) => start <= line + 1 && line + 1 <= end);
      const isMild =
        isSamplePath(path) ||
        // In a test of types it is the assertion that something must not compile; what compiled at base is no such thing.
        (isTestPath(path) && mark === '@ts-expect-error' && !isOld) ||
        // Who uses a name that is none fails in a test.
        NAMES.test(text) ||
        MANAGER.test(path) ||
        isBundle ||
        (isBuilt(path) && status !== 'added' && (await isTakenOver(text)));
      const message = `"${clip(text)}" silences a check`;
      return { rule: 'suppression-added', message, path, range: { startLine: line }, ...(isMild ? { severity: 'warning' } : {}) };
    }),
  );
}

/** Has a source file of the tree, none that a build wrote, the same comment? */
function sourceSearch(tree: Tree): (text: string) => Promise<boolean> {
  const known = new Map<string, boolean>();
  const paths = tree.paths.filter((path) => sourceLanguage(path) !== null && !isBuilt(path) && !/(^|\/)node_modules\//.test(path));
  return async (text) => {
    let isThere = known.get(text) ?? false;
    if (!known.has(text)) for (const path of paths) isThere ||= (await tree.read(path))?.includes(text) ?? false;
    known.set(text, isThere);
    return isThere;
  };
}

function suppressionsIn(version: FileVersion | null): Suppression[] {
  if (version === null) return [];
  const { path, text, parsed } = version;
  if (parsed !== null && parsed.problem === null) {
    return parsed.comments.flatMap(({ type, value, start }) => {
      const first = parsed.lineOf(start);
      // Only in a line of a block may white space come before the slashes: what is commented out twice silences nothing.
      const lines = type === 'Block' ? value.split('\n').map((line) => line.trimStart()) : [value];
      return [
        ...suppression(type === 'Block' ? eslintComment(value) : null, { path, text: value, line: first }),
        ...lines.flatMap((line, index) => suppression(JAVASCRIPT.exec(line), { path, text: line, line: first + index })),
      ];
    });
  }
  const silencer = SILENCERS.find(({ files }) => files.test(path));
  if (silencer === undefined) return [];
  const mark = new RegExp(silencer.mark, `${silencer.mark.flags}g`);
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(mark)].flatMap((found) =>
        suppression(found, { path, text: line, line: index + 1, subject: subjectIn(line, found) }),
      ),
    );
}

/** What stands beside code is told from it: `type: ignore[misc]`, `//nolint:gosec`, `@SuppressWarnings("unchecked")`. */
function subjectIn(line: string, found: RegExpExecArray): string {
  const mark = found.groups?.['mark'] ?? '';
  const rest = line.slice(found.index + found[0].length);
  const [named = ''] = /[[(@]/.test(mark) ? (/^[^)]*/.exec(rest) ?? []) : rest.split(/\s(?:#|\/\/|--|\*\/|-->)/);
  return `${mark}${named}`.replace(/\s+/g, ' ').trim();
}

/** What a comment as a whole tells eslint; a reason may stand behind two dashes. */
function eslintComment(comment: string): RegExpExecArray | null {
  const [said = ''] = comment.split(/\s-{2,}\s/);
  return ONLY_ERRORS.test(said) ? null : (RULES.exec(said) ?? NAMES.exec(said));
}

function suppression(
  found: RegExpExecArray | null,
  { path, text, line, subject }: Pick<Suppression, 'path' | 'text' | 'line'> & { readonly subject?: string },
): Suppression[] {
  const mark = found?.groups?.['mark']?.trim();
  if (mark === undefined) return [];
  const plain = text.replace(/[\s*]+/g, ' ').trim();
  return [{ mark, text: plain, subject: subject ?? (mark.startsWith('@ts-') ? mark : (plain.split(' -- ')[0] ?? plain)), path, line }];
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
