import { dirname, join, relative } from 'node:path';
import { exists } from '../platform/files.ts';
import type { Checkout } from '../workspace/checkout.ts';
import { quoted } from './run-program.ts';
import type { FormatRequest, Linter, LintRequest } from './tool.ts';

/** A folder of a checkout, in which a program runs as if it were all there is. */
export interface PlacedCheckout extends Checkout {
  /** The whole checkout: programs of its folders above are the folder's too. */
  readonly root: string;
  /** That of the whole checkout. */
  readonly modulesFrom: string;
}

/** Enters the folder before the program starts. A constant: folder and program are its arguments. */
const ENTER = 'cd -- "$1" && shift && exec "$@"';

/** A linter that is run in a folder of the repository, for the files there that no folder below has a linter of this kind for. */
export function inFolder(linter: Linter, { folder, others }: { readonly folder: string; readonly others: readonly string[] }): Linter {
  const deeper = others.filter((other) => other !== folder && isIn(other, folder));
  const isOurs = (path: string) => isIn(path, folder) && !deeper.some((other) => isIn(path, other));
  if (folder === '.') return { ...linter, handles: (path) => isOurs(path) && linter.handles(path) };
  const inside = (path: string) => path.slice(folder.length + 1);
  const outside = (path: string) => `${folder}/${path}`;
  const placed = ({ checkout, files, signal }: LintRequest): LintRequest => ({
    checkout: place(checkout, folder),
    files: files.map(inside),
    signal,
  });
  const { fix, formatted } = linter;
  return {
    ...linter,
    handles: (path) => isOurs(path) && linter.handles(inside(path)),
    async lint(request) {
      const { examined, ignored, problems, reproduce, ...report } = await linter.lint(placed(request));
      return {
        ...report,
        examined: examined.map(outside),
        ignored: ignored.map(outside),
        problems: problems.map((problem) => ({ ...problem, path: outside(problem.path) })),
        reproduce: `(cd ${quoted(folder)} && ${reproduce})`,
      };
    },
    ...(formatted === undefined
      ? {}
      : {
          formatted: ({ checkout, path, signal }: FormatRequest) =>
            formatted({ checkout: place(checkout, folder), path: inside(path), signal }),
        }),
    ...(fix === undefined ? {} : { fix: (request: LintRequest) => fix(placed(request)) }),
  };
}

function isIn(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function place(checkout: Checkout, folder: string): PlacedCheckout {
  return {
    root: checkout.dir,
    modulesFrom: checkout.modulesFrom ?? checkout.dir,
    dir: join(checkout.dir, folder),
    exec: ({ command, ...rest }) => {
      const argv = typeof command === 'string' ? (['/bin/sh', '-c', command] as const) : command;
      return checkout.exec({ ...rest, command: ['/bin/sh', '-c', ENTER, 'sh', folder, ...argv] });
    },
  };
}

/** Which `node_modules` has a program of the repository: that of the folder of the checkout or of one above it, but never above the checkout. */
export function modulesWith(checkout: Checkout | PlacedCheckout, name: string): InstalledModules {
  const root = 'root' in checkout ? checkout.root : checkout.dir;
  const modulesIn = (folder: string): InstalledModules => ({
    at: join(folder, 'node_modules'),
    onDisk: join(checkout.modulesFrom ?? root, relative(root, folder), 'node_modules'),
  });
  for (let folder = checkout.dir; folder !== root; folder = dirname(folder)) {
    const modules = modulesIn(folder);
    if (exists(join(modules.onDisk, '.bin', name))) return modules;
  }
  return modulesIn(root);
}

interface InstalledModules {
  /** Where commands see them. */
  readonly at: string;
  readonly onDisk: string;
}

/** As a person in the folder calls it. */
export function asCalled(checkout: Checkout, program: string): string {
  const path = relative(checkout.dir, program);
  return path.startsWith('.') ? path : `./${path}`;
}
