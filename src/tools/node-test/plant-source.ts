/**
 * A module that NODE_OPTIONS loads into every Node process of the test command: it writes the planted file when a test run starts,
 * that is `node --test` or a file of the repository itself. npm, and a linter among the dependencies, are neither.
 */
export function plantSource(plant: { readonly dir: string; readonly path: string; readonly text: string }): string {
  return `'use strict';
const { existsSync, readFileSync, realpathSync, writeFileSync } = require('node:fs');
const plant = ${JSON.stringify(plant)};
const startsTests = () => {
  if (process.execArgv.some((flag) => flag === '--test')) return true;
  const file = process.argv[1];
  if (file === undefined || !existsSync(file)) return false;
  const path = realpathSync(file);
  return path.startsWith(plant.dir + '/') && !path.slice(plant.dir.length).includes('/node_modules/');
};
// The processes of one run must not truncate the file under each other.
const isThere = () => existsSync(plant.path) && readFileSync(plant.path, 'utf8') === plant.text;
if (startsTests() && !isThere()) writeFileSync(plant.path, plant.text);
`;
}
