import { expect, test } from 'vitest';
import { asCalled } from './as-called.ts';

const from = (advice: string) => asCalled(advice, { program: 'node bin/jidoka.js', commands: ['check', 'runs', 'orders'] });

test.each([
  ['See `jidoka runs list`.', 'See `node bin/jidoka.js runs list`.'],
  ['Next: jidoka check, or jidoka orders add', 'Next: node bin/jidoka.js check, or node bin/jidoka.js orders add'],
  ['See `jidoka --help`.', 'See `node bin/jidoka.js --help`.'],
  ['Run jidoka inside a repository', 'Run jidoka inside a repository'],
  ['node_modules/.bin/jidoka check', 'node_modules/.bin/jidoka check'],
  ['jidoka checks', 'jidoka checks'],
])('%s', (advice, printed) => {
  expect(from(advice)).toBe(printed);
});
