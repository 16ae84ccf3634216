import type { FileVersion } from './file-pair.ts';

export interface CommentLine {
  /** Without the marks that make it a comment. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** How a line that is nothing but a comment begins, by the file's ending. */
const LEADERS: readonly { readonly files: RegExp; readonly leader: RegExp }[] = [
  { files: /\.(pyi?|rb|sh|bash|zsh|ya?ml|toml|tf|r|jl|exs?|graphql|mk)$/, leader: /^\s*#+\s?(.*)$/ },
  {
    files: /\.(go|rs|java|kts?|php|cs|swift|scala|c|h|cc|cpp|hpp|m|css|scss|less|proto|jsonc|json5)$/,
    leader: /^\s*(?:\/\/+|\/\*+|\*(?!\/))\s?(.*?)(?:\*\/)?\s*$/,
  },
  { files: /\.(sql|lua)$/, leader: /^\s*--+\s?(.*)$/ },
  { files: /\.(html?|vue|svelte|astro|xml|svg)$/, leader: /^\s*(?:<!--|\/\/+|\/\*+|\*(?!\/))\s?(.*?)(?:-->|\*\/)?\s*$/ },
  // Last: a program may be called so too.
  { files: /(^|[/.])(dockerfile|containerfile|makefile|justfile)[^/]*$/i, leader: /^\s*#+\s?(.*)$/ },
];

/** Of prose only what nobody sees of it; what a fence shows is somebody else's code. */
const MARKDOWN = /\.(md|mdx|markdown)$/i;
const MARKDOWN_COMMENT = /^\s*(?:<!--|\{\/\*)\s*(.*?)\s*(?:-->|\*\/\})\s*$/;
const FENCE = /^\s*(?:```|~~~)/;

/** The comments of a file, line by line: exact for JavaScript and TypeScript, elsewhere lines that are nothing else. */
export function commentLines({ path, text, parsed }: FileVersion): CommentLine[] {
  if (parsed !== null && parsed.problem === null) {
    return parsed.comments.flatMap((comment) =>
      comment.value
        .split('\n')
        .map((line, index) => ({ text: line.replace(/^\s*\*+/, '').trim(), line: parsed.lineOf(comment.start) + index })),
    );
  }
  if (MARKDOWN.test(path)) return markdownComments(text);
  const leader =
    parsed === null ? LEADERS.find(({ files }) => files.test(path))?.leader : /^\s*(?:\/\/+|\{?\/\*+|\*(?!\/))\s?(.*?)(?:\*\/\}?)?\s*$/;
  if (leader === undefined) return [];
  return text.split('\n').flatMap((line, index) => {
    const found = leader.exec(line)?.[1];
    return found === undefined ? [] : [{ text: found.trim(), line: index + 1 }];
  });
}

function markdownComments(text: string): CommentLine[] {
  let isFenced = false;
  return text.split('\n').flatMap((line, index) => {
    if (FENCE.test(line)) isFenced = !isFenced;
    const found = isFenced ? undefined : MARKDOWN_COMMENT.exec(line)?.[1];
    return found === undefined ? [] : [{ text: found, line: index + 1 }];
  });
}
