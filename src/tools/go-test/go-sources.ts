import type { SourceLines } from '../tool.ts';

/** Lines on which no statement of Go starts. */
const IDLE = /^\s*($|\/\/|[)\]}]+[,;]?\s*$|(package|import|type|const|func)\b|\)$|"[^"]*"$)/;

export const goSources: SourceLines = {
  isSource: (path) => path.endsWith('.go') && !/(^|\/)(testdata|vendor)\//.test(path),
  linesThatRun: (_, text) => {
    let isInComment = false;
    let isInFunction = false;
    return new Set(
      text.split('\n').flatMap((line, index) => {
        if (isInComment || /^\s*\/\*/.test(line)) {
          isInComment = !line.includes('*/');
          return [];
        }
        // gofmt puts every declaration's end to the margin.
        if (/^func\b.*\{\s*$/.test(line)) isInFunction = true;
        else if (line.startsWith('}')) isInFunction = false;
        else if (isInFunction && !IDLE.test(line)) return [index + 1];
        return [];
      }),
    );
  },
};
