import type { FilePair, FileVersion } from './file-pair.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

interface Silencer {
  readonly files: RegExp;
  /** Matched against a comment's text in JavaScript and TypeScript, against the line elsewhere. */
  readonly mark: RegExp;
}

const JAVASCRIPT =
  /^[\s*!]*(?<mark>(eslint|oxlint|tslint|stylelint)[-:]disable[\w-]*|eslint\s+[\w@/-]+:\s*\[?\s*["']?(0|off)\b|biome-ignore(-all|-start)?|@ts-(ignore|expect-error|nocheck)|(c8|v8|istanbul)\s+ignore|node:coverage\s+(ignore|disable)|nosemgrep|prettier-ignore(-start)?|deno-(lint|fmt)-ignore(-file)?|NOSONAR|\$FlowFixMe|stryker\s+disable|type-coverage:ignore|webpack-ignore)/i;

const SILENCERS: readonly Silencer[] = [
  // One that does not parse: comments cannot be told from code.
  { files: /\.[cm]?[jt]sx?$/, mark: new RegExp(`(//|/\\*)\\s*${JAVASCRIPT.source.slice(1)}`, 'i') },
  {
    files: /\.pyi?$/,
    mark: /#\s*(?<mark>noqa|type:\s*ignore|pyright:\s*ignore|pragma:\s*no cover|nosec|pylint:\s*disable|fmt:\s*(off|skip)|ruff:\s*noqa|mypy:\s*ignore)/i,
  },
  { files: /\.rs$/, mark: /(?<mark>#!?\[\s*(allow|expect)\s*\(|#\[\s*ignore\b)/ },
  { files: /\.go$/, mark: /(?<mark>\/\/\s*nolint\b|\/\/\s*#nosec)/ },
  { files: /\.(java|kt)$/, mark: /(?<mark>@SuppressWarnings\b|@Suppress\b|@SuppressFBWarnings\b|\/\/\s*NOSONAR\b)/ },
  { files: /\.(ba|z)?sh$/, mark: /#\s*(?<mark>shellcheck\s+disable)/ },
  {
    files: /\.(ya?ml|tf|Dockerfile)$|(^|\/)Dockerfile[^/]*$/,
    mark: /#\s*(?<mark>nosemgrep|checkov:skip|tfsec:ignore|trivy:ignore|hadolint\s+ignore|yamllint\s+disable)/i,
  },
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
  readonly line: number;
}

/** Comments that silence a tool, where the change as a whole has more of the same than base. */
export function addedSuppressions(pairs: readonly FilePair[]): Sighting[] {
  const balance = new Map<string, number>();
  for (const { base } of pairs) for (const { text } of suppressionsIn(base)) balance.set(text, (balance.get(text) ?? 0) + 1);
  const now = pairs.flatMap(({ file, head }) =>
    suppressionsIn(head).map((found) => ({
      file,
      found,
      isWritten: file.added.some(({ start, end }) => start <= found.line && found.line <= end),
    })),
  );
  // Those on lines the change did not write are the ones base had.
  return now
    .toSorted((a, b) => Number(a.isWritten) - Number(b.isWritten))
    .flatMap(({ file: { path }, found: { mark, text, line } }): Sighting[] => {
      const left = balance.get(text) ?? 0;
      balance.set(text, left - 1);
      if (left > 0) return [];
      // In a test of types it is the assertion that something must not compile.
      const isMild = isSamplePath(path) || (isTestPath(path) && mark === '@ts-expect-error');
      return [
        {
          rule: 'suppression-added',
          message: `"${clip(text)}" silences a check`,
          path,
          range: { startLine: line },
          ...(isMild ? { severity: 'warning' } : {}),
        },
      ];
    });
}

function suppressionsIn(version: FileVersion | null): Suppression[] {
  if (version === null) return [];
  const { path, text, parsed } = version;
  if (parsed !== null && parsed.problem === null) {
    return parsed.comments.flatMap((comment) =>
      comment.value.split('\n').flatMap((value, index) => suppression(JAVASCRIPT.exec(value), value, parsed.lineOf(comment.start) + index)),
    );
  }
  const silencer = SILENCERS.find(({ files }) => files.test(path));
  if (silencer === undefined) return [];
  return text.split('\n').flatMap((line, index) => suppression(silencer.mark.exec(line), line, index + 1));
}

function suppression(found: RegExpExecArray | null, text: string, line: number): Suppression[] {
  const mark = found?.groups?.['mark'];
  return mark === undefined ? [] : [{ mark: mark.trim(), text: text.replace(/[\s*]+/g, ' ').trim(), line }];
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
