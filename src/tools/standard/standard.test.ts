import { describe, expect, test } from 'vitest';
import { checkoutWith, recorded, signal } from '../fixtures/checkout-with.ts';
import { standard } from './standard.ts';

const QUOTES = { ruleId: 'quotes', severity: 2, message: 'Strings must use singlequote.', line: 1, column: 11, endLine: 1, endColumn: 14 };

/** As standard's module since version 17 answers: nothing of a file that is left out. */
const RESULTS = `files.filter((file) => file !== 'ign.js').map((file) => ({ filePath: process.cwd() + '/' + file, messages: file === 'bad.js' ? [${JSON.stringify(QUOTES)}] : [] }))`;

describe('a run', () => {
  const lint = async (module: string, files: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    using checkout = checkoutWith({
      ...more,
      'node_modules/.bin/standard': recorded('17.1.2', ''),
      'node_modules/standard/package.json': '{"name":"standard","version":"17.1.2","main":"index.js"}',
      'node_modules/standard/index.js': `module.exports = ${module};`,
    });
    return await standard().lint({ checkout, files, signal });
  };
  const found = {
    tool: { name: 'standard', version: '17.1.2' },
    examined: ['bad.js', 'ok.js'],
    ignored: ['ign.js'],
    problems: [
      {
        code: 'quotes',
        severity: 'error',
        message: 'Strings must use singlequote.',
        path: 'bad.js',
        range: { startLine: 1, startColumn: 11, endLine: 1, endColumn: 14 },
      },
    ],
    reproduce: './node_modules/.bin/standard -- bad.js',
  };

  test.each([
    ['of version 17', `{ lintFiles: async (files) => ${RESULTS} }`],
    ['of version 16', `{ lintFiles: (files, options, done) => { done(null, { results: ${RESULTS} }) } }`],
  ])('%s', async (_, module) => {
    expect(await lint(module, ['bad.js', 'ign.js', 'ok.js'])).toEqual(found);
  });

  test('is of the one that is installed, whatever the repository calls itself', async () => {
    const named = {
      'package.json': '{"name":"standard","exports":"./own.cjs"}',
      'own.cjs': 'module.exports = { lintFiles: async () => [] };',
    };
    expect(await lint(`{ lintFiles: async (files) => ${RESULTS} }`, ['bad.js', 'ign.js', 'ok.js'], named)).toEqual(found);
  });

  test.each([
    ['that fails', "{ lintFiles: async () => { throw new Error('no such rule') } }", /gave no report \(exit code 1\): .*no such rule/s],
    ['that answers something else', "{ lintFiles: async () => 'all good' }", /gave no report \(exit code 0\): "all good"/],
    ['that says nothing', '{ lintFiles: async () => { process.exit(0) } }', /gave no report/],
  ])('%s is no answer', async (_, module, error) => {
    await expect(lint(module, ['a.js'])).rejects.toThrow(error);
  });
});
