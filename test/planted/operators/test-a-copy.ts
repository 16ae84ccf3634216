import type { Operator } from '../operator.ts';
import { computingOf, inStyle, testsOf } from '../places.ts';

const BODY = '  const total = values.length;\n  if (total === 0) {\n    return "nothing";\n  }\n  return `${total} things`;\n}\n';

export default {
  title: 'Add a module and its test',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree).at(-1);
    const test = testsOf(tree).find(({ text }) => /\bexpect\(/u.test(text));
    if (place === undefined || test === undefined) return null;
    const isTyped = place.path.endsWith('.ts');
    const path = place.path.replace(/[^/]+$/u, isTyped ? 'count-things.ts' : 'count-things.js');
    const head = `(values${isTyped ? ': string[]): string' : ')'} {\n`;
    const isModule = isTyped || /^export /mu.test(place.text);
    const source = isModule ? `export function countThings${head}${BODY}` : `module.exports = function countThings${head}${BODY}`;
    const testPath = test.path.replace(/(test[-_])?[^/]*?((?:[._](?:test|spec))?\.\w+)$/u, '$1count-things$2');
    const imports = (test.text.match(/^(?:import|var|const|let) .*(?:vitest|chai|expect).*$/gmu) ?? []).join('\n');
    const copied = `${imports}\n\nfunction countThings${test.path.endsWith('.ts') ? head : `(values) {\n`}${BODY}`;
    const checks =
      '\nit("counts", () => {\n  expect(countThings([])).to.equal("nothing");\n  expect(countThings(["a"])).to.equal("1 things");\n});\n';
    return { edits: { [path]: inStyle(place.text, source), [testPath]: inStyle(test.text, copied.trimStart() + checks) }, at: { path } };
  },
} satisfies Operator;
