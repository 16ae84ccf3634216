import { superviseTarget } from '../../compose.ts';
import { SANDBOX_LEVELS } from '../../domain/sandbox-level.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'supervise --port <n> [--pass <name,…>] [--sandbox <level>]',
  summary: 'own a target: its proxy, its releases and the watch',
  flags: {
    port: { type: 'string', value: '<n>', describe: 'port on loopback; 0 for a free one' },
    pass: { type: 'string', value: '<name,…>', describe: 'names of the environment that the service may see' },
    sandbox: { type: 'string', value: '<level>', describe: 'level that releases run at; default: the best that works' },
  },
  positionals: { min: 0, max: 0 },
  async run({ values, dir, env, signal }) {
    const passed = (values.pass ?? '').split(',').filter((name) => name !== '');
    const level = SANDBOX_LEVELS.find((name) => name === values.sandbox);
    await superviseTarget({ dir, env }, { port: Number(values.port ?? 0), passed, level, signal });
    return 0;
  },
});
