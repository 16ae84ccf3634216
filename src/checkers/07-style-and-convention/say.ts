import type { CheckContext, Capabilities } from '../checker.ts';
import { countOf } from './counted.ts';

type Linter = Capabilities['linters'][number];
type Problem = Awaited<ReturnType<Linter['lint']>>['problems'][number];

interface Said {
  readonly linter: Pick<Linter, 'name'>;
  readonly side: 'base' | 'head';
  readonly problems: readonly (Omit<Problem, 'range'> & { readonly range?: Problem['range'] | undefined })[];
  readonly reproduce: string;
  /** Their ranges only show where to look. */
  readonly isOfFile?: boolean;
}

/** The code by which a formatter says that something is not formatted. */
const FORMAT_CODE = 'format';

/** What a formatter says of a whole file: not where. */
export function isUnplaced({ code, range }: Problem): boolean {
  return code === FORMAT_CODE && range === undefined;
}

/** Reports what a linter found on one side. */
export function say(
  { linter, side, problems, reproduce, isOfFile = false }: Said,
  report: CheckContext<unknown, 'lint' | 'format'>['report'],
): void {
  for (const { code, severity, message, path, range } of problems) {
    const counted = countOf({ code, message });
    report(code === FORMAT_CODE ? 'format' : 'lint', {
      message: `${message} (${linter.name} ${code})`,
      path,
      ...(range === undefined ? {} : { range }),
      isOfFile: isOfFile || counted?.isOfFile === true,
      ...(counted === null ? {} : { count: counted.count }),
      side,
      code: `${linter.name}/${code}`,
      severity,
      reproduce,
    });
  }
}
