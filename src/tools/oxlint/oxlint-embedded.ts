import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { runProgram } from '../run-program.ts';
import { JAVASCRIPT_FILE } from '../source-files.ts';
import type { Linter } from '../tool.ts';
import { lintWithOxlint } from './lint-with-oxlint.ts';

/** Of the category, what only could be written better: the program does the same. */
const MATTERS_OF_STYLE = [
  'no-control-regex',
  'no-empty-static-block',
  'no-extra-boolean-cast',
  'no-useless-catch',
  'no-useless-escape',
  'no-useless-rename',
  'oxc/double-comparisons',
  'typescript/no-extra-non-null-assertion',
  'typescript/no-this-alias',
  'typescript/no-unnecessary-parameter-property-assignment',
  'typescript/no-useless-empty-export',
  'typescript/no-wrapper-object-types',
  'typescript/prefer-as-const',
  'typescript/prefer-namespace-keyword',
  'typescript/triple-slash-reference',
  'unicorn/no-empty-file',
  'unicorn/no-new-array',
  'unicorn/no-single-promise-in-promise-methods',
  'unicorn/no-unnecessary-await',
  'unicorn/no-useless-fallback-in-spread',
  'unicorn/no-useless-length-check',
  'unicorn/no-useless-spread',
  'unicorn/prefer-set-size',
  'unicorn/prefer-string-starts-ends-with',
];

/**
 * What is unused for a shape that others ask for (a parameter, what was caught, what is left out of the rest) is not outright wrong, nor is a call
 * behind `&&` or `?`.
 */
const CONFIG = JSON.stringify({
  categories: { correctness: 'error' },
  rules: {
    ...Object.fromEntries(MATTERS_OF_STYLE.map((rule) => [rule, 'off'])),
    'no-unused-vars': ['error', { args: 'none', caughtErrors: 'none', ignoreRestSiblings: true }],
    'no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true, allowTaggedTemplates: true }],
  },
});

/**
 * A config of ours in the command's private temporary folder keeps every config of the repository out.
 * A constant: nothing of the repository reaches the shell as text. $0 is Node, the arguments are oxlint's program and the files.
 */
const SCRIPT = `
config="$TMPDIR/oxlint.json" && printf '%s' '${CONFIG}' > "$config" && program="$1" && shift &&
exec "$0" "$program" --config "$config" --disable-nested-config --no-ignore --threads 2 --format json -- "$@"`;

/** The oxlint that ships with Jidoka, for files that no linter of the repository's own looks at: what is outright wrong, by no config but ours. */
export function oxlintEmbedded({ node, own = [] }: { readonly node: string; readonly own?: readonly Linter[] }): Linter {
  const linters = own.filter(({ kind }) => kind === 'linter');
  return {
    name: 'oxlint-embedded',
    kind: 'linter',
    handles: (path) => JAVASCRIPT_FILE.test(path) && !linters.some((linter) => linter.handles(path)),
    async lint({ checkout, files, signal }) {
      const { version, program } = shipped();
      const part = await lintWithOxlint({
        files,
        mayIgnore: false,
        run: (batch) =>
          runProgram({
            checkout,
            name: 'oxlint',
            argv: ['/bin/sh', '-c', SCRIPT, node, program, ...batch],
            whenAbsent: 'the shell that starts the embedded oxlint is missing',
            signal,
          }),
      });
      return { tool: { name: 'oxlint', version }, ...part, reproduce: 'jidoka check --only style-and-convention' };
    },
  };
}

const manifest = z.object({ version: z.string(), bin: z.object({ oxlint: z.string() }) });

function shipped(): { readonly version: string; readonly program: string } {
  const path = createRequire(import.meta.url).resolve('oxlint/package.json');
  const parsed = manifest.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success)
    throw new AdapterError('TOOL_ABSENT', `the embedded oxlint is damaged: ${path} is not its manifest`, { hint: 'install Jidoka again' });
  return { version: parsed.data.version, program: join(dirname(path), parsed.data.bin.oxlint) };
}
