// `npm run build`: src/ to dist/ as plain JavaScript, because Node strips no types under node_modules.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (status === 0) cpSync('src', 'dist', { recursive: true, filter: isAsset });
else process.exitCode = 1;

/** What the program reads at run time besides code: canaries as they are, TypeScript included; READMEs, recorded turns. */
function isAsset(path: string): boolean {
  if (/(^|\/)(fixtures|node_modules)(\/|$)/.test(path)) return false;
  return /(^|\/)canary(\/|$)/.test(path) || !path.endsWith('.ts');
}
