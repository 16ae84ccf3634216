/**
 * Asks tap for the TAP that it believes, in a file: what it read from the processes of its tests, and what it says of them itself. Its own coverage is
 * off, as V8 counts.
 */
export const TAP_HOOK = `const path = program();
const given = process.argv.slice(2);
const others = ['--version', '-v', '--help', '-h', '--versions', '--dump-config', 'versions', 'plugin', 'config', 'report', 'repl', 'debug', 'list', 'help', 'build', 'version'];
if (path !== null && /[\\\\/]tap[\\\\/](bin[\\\\/]run\\.js|dist[\\\\/](esm|commonjs)[\\\\/]run\\.[cm]?js)$/.test(path) && !others.includes(given[0])) {
  if (plan.plant !== null) plantTests(plan.plant);
  const { report } = startedRun(path);
  const isOld = Number.parseInt(versionOf(path), 10) < 18;
  const end = process.argv.indexOf('--');
  const added = [...(isOld ? ['--no-coverage', '--no-check-coverage'] : ['--disable-coverage']), '--output-file=' + report];
  process.argv.splice(end === -1 ? process.argv.length : end, 0, ...added);
}
`;
