import { pythonLinesThatRun } from '../../syntax/python/read-python.ts';
import type { SourceLines } from '../tool.ts';

/** People's own programs around the product, which no test loads. */
const ASIDE = /(^|\/)(setup|conftest|noxfile|tasks|fabfile|dodo|conf)\.py$|^(docs?|examples?|benchmarks?|scripts?|tools?)\//;

/** Python, whatever runs it. */
export const pythonSources: SourceLines = {
  isSource: (path) => path.endsWith('.py') && !ASIDE.test(path),
  linesThatRun: (_, text) => pythonLinesThatRun(text),
};
