import type { SourceLines } from '../tool.ts';

/** What no statement starts on: blank lines, comments, attributes, imports, closing brackets. */
const IDLE =
  /^\s*($|\/\/|\/?\*|#!?\[|[)\]}]+[;,]?\s*$|(pub(\([^)]*\))?\s+)?(use|mod|extern|struct|enum|trait|type|const|static|macro_rules!)\b)/;

/** Rust, as far as lines tell: only for files that no report knows. */
export const rustSources: SourceLines = {
  isSource: (path) => path.endsWith('.rs') && !/(^|\/)(benches|examples|fuzz)\/|(^|\/)build\.rs$/.test(path),
  linesThatRun: (_, text) => new Set(text.split('\n').flatMap((line, index) => (IDLE.test(line) ? [] : [index + 1]))),
};
