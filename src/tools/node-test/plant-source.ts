import { PLANT } from '../planted-test.ts';
import type { Planting } from '../tool.ts';

/**
 * A module that NODE_OPTIONS loads into every Node process of the test command: it plants the tests when a test run starts,
 * that is `node --test` or a file of the repository itself. npm, and a linter among the dependencies, are neither.
 */
export function plantSource(plant: Planting & { readonly dir: string }): string {
  return `'use strict';
const { existsSync, realpathSync } = require('node:fs');
const plant = ${JSON.stringify(plant)};
const startsTests = () => {
  if (process.execArgv.some((flag) => flag === '--test')) return true;
  const file = process.argv[1];
  if (file === undefined || !existsSync(file)) return false;
  const path = realpathSync(file);
  return path.startsWith(plant.dir + '/') && !path.slice(plant.dir.length).includes('/node_modules/');
};
${PLANT}if (startsTests()) plantTests(plant);
`;
}
