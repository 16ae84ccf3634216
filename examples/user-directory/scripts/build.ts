// Writes dist/: the sources without their types. Node does the parsing; nothing has to be installed.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

process.removeAllListeners('warning'); // stripTypeScriptTypes is still called experimental
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

const sources = readdirSync('src').filter((name) => name.endsWith('.ts'));
let broken = 0;
for (const name of sources) {
  const source = readFileSync(`src/${name}`, 'utf8');
  for (const [, imported] of source.matchAll(/^(?:import|export)\b[^'"]*?['"]\.\/([^'"]+)['"];?$/gm)) {
    if (sources.includes(imported!)) continue;
    console.error(`src/${name}: error: ./${imported} does not exist`);
    broken++;
  }
  try {
    const code = stripTypeScriptTypes(source).replaceAll(/(from '\.\/[^']+)\.ts'/g, "$1.js'");
    writeFileSync(`dist/${name.replace(/\.ts$/, '.js')}`, code);
  } catch (error) {
    console.error(`src/${name}: error: ${error instanceof Error ? error.message : String(error)}`);
    broken++;
  }
}
if (broken > 0) process.exit(1);
console.log(`built ${sources.length} files into dist/`);
