import { version } from '../platform/version.ts';

const args = process.argv.slice(2);
// The one answer that needs nothing else to be loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) process.stdout.write(`${version}\n`);
else {
  const { runProgram } = await import('./program.ts');
  await runProgram(args);
}
