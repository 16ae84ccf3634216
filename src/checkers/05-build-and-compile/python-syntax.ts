import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import type { Capabilities } from '../checker.ts';
import type { BuildObservation } from './build-failure.ts';
import { runPython } from './run-python.ts';

type Checkout = Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;

/** Input of tests and generators that is no Python, or not on purpose. */
const NOT_MEANT = /(^|\/)(fixtures?|test-?_?data|cassettes)\/|\{\{/;

export function isCompiledPython(path: string): boolean {
  return path.endsWith('.py') && !NOT_MEANT.test(path);
}

const FILES_A_RUN = 400;

/** Compiles and runs nothing: what compiled code would be kept in is not written either. */
const COMPILE = `import json, sys, warnings
warnings.simplefilter('ignore')
for path in sys.argv[1:]:
    try:
        with open(path, 'rb') as file:
            compile(file.read(), path, 'exec', dont_inherit=True)
        said = {'path': path}
    except SyntaxError as error:
        said = {'path': path, 'code': type(error).__name__, 'message': error.msg, 'line': error.lineno, 'column': error.offset}
    except (ValueError, RecursionError, MemoryError) as error:
        said = {'path': path, 'code': type(error).__name__, 'message': str(error), 'line': None, 'column': None}
    print(json.dumps(said))
`;

const said = z.object({
  path: z.string(),
  code: z.string().optional(),
  message: z.string().nullish(),
  line: z.number().int().nullish(),
  column: z.number().int().nullish(),
});

/** What the Python of the PATH refuses to compile of these files. AdapterError when it did not speak of each of them. */
export async function pythonSyntax(checkout: Checkout, files: readonly string[], signal: AbortSignal): Promise<BuildObservation[]> {
  const found: BuildObservation[] = [];
  for (let start = 0; start < files.length; start += FILES_A_RUN) {
    const batch = files.slice(start, start + FILES_A_RUN);
    const { stdout } = await runPython({ checkout, args: ['-c', COMPILE, ...batch], signal });
    const lines = stdout.split('\n').filter((line) => line !== '');
    if (lines.length !== batch.length) throw unreadable();
    for (const [index, line] of lines.entries()) {
      const path = batch[index] ?? '';
      const read = said.safeParse(parsed(line));
      if (!read.success || read.data.path !== path) throw unreadable();
      const { code, message, line: at, column } = read.data;
      if (code === undefined) continue;
      found.push({
        rule: 'compile-error',
        identity: JSON.stringify(['python', code, message]),
        message: `${message ?? 'does not compile'} (${code})`,
        path,
        ...(at == null || at < 1 ? {} : { range: { startLine: at, ...(column == null || column < 1 ? {} : { startColumn: column }) } }),
        code,
        reproduce: `python3 -m py_compile ${quoted(path)}`,
      });
    }
  }
  return found;
}

function unreadable(): AdapterError {
  return new AdapterError('PYTHON_UNREADABLE', 'the Python of the PATH did not say of each changed file whether it compiles');
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not JSON is no answer: the schema refuses undefined.
    return undefined;
  }
}
