/** Functions for a module that NODE_OPTIONS loads: what is above a file, and the program of this process, by its real path. */
export const PROGRAM = `const { isMainThread } = require('node:worker_threads');
const { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } = require('node:fs');
const { dirname, join, resolve, sep } = require('node:path');
const above = (from, name) => {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return null;
  }
};
// nyc before 15 starts every program through a script of its own, which takes itself away later.
const first = /[/\\\\]\\.node-spawn-wrap-[^/\\\\]+[/\\\\]node$/.test(process.argv[1] ?? '') ? 2 : 1;
const program = () => {
  if (!isMainThread || process.argv[first] === undefined) return null;
  try {
    return realpathSync(process.argv[first]);
  } catch {
    return null;
  }
};
const versionOf = (path) => {
  // A folder of modules may have a manifest that says no more than that it holds some.
  for (let manifest = above(dirname(path), 'package.json'); manifest !== null; manifest = above(dirname(dirname(manifest)), 'package.json')) {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (typeof version === 'string') return version.slice(0, 100);
    if (dirname(manifest) === dirname(dirname(manifest))) break;
  }
  return 'unknown';
};
`;

/** `clip` and `textOf`: what may be said of a value that a test throws, whatever it is. */
export const TEXT = `const clip = (text) => String(text).slice(0, 8000);
const textOf = (value) => {
  try {
    return clip(value);
  } catch {
    return 'something that has no text';
  }
};
`;
