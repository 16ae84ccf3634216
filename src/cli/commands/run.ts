import { userInfo } from 'node:os';
import { openFactory } from '../../compose.ts';
import { ORDERS_FOLDER } from '../../config/order.ts';
import { UserError } from '../../domain/error.ts';
import { lineState } from '../../pipeline/line-state.ts';
import { approveOrder, orderState, requireApproved } from '../../pipeline/orders.ts';
import { prepareRun } from '../../pipeline/start.ts';
import { stopLine } from '../../pipeline/stop-line.ts';
import { escape } from '../../reporters/escape.ts';
import { carryOut } from '../carry-out.ts';
import { defineCommand } from '../command.ts';
import { addOrder, findOrder } from '../order-files.ts';
import { waitingLine } from '../run-view.ts';
import { tellStopped } from '../stopped-line.ts';

export default defineCommand({
  usage: 'run <order.md | id | "text"> [--change <ref|range>] [--no-release] [--yes]',
  summary: 'take one order down the whole line',
  details: `A text becomes an order in .jidoka/orders/ first. On a terminal you are asked to approve it; elsewhere say --yes.
With --change no agent is asked: the change that exists already goes through the same gate.
Exit codes: 0 green, 1 red, rolled back, refused or the line is stopped, 3 no answer. A run that was interrupted goes on with \`jidoka runs resume\`.`,
  flags: {
    change: { type: 'string', value: '<ref>', describe: 'a commit, branch or range that holds the change' },
    'no-release': { type: 'boolean', describe: 'integrate, but do not release' },
    yes: { type: 'boolean', short: 'y', describe: 'approve the order as it is' },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals, dir, program, env, json, terminal, signal }) {
    const [subject = ''] = positionals;
    using factory = await openFactory({ dir, env });
    await stopLine(factory);
    const line = await lineState(factory);
    if (line.status === 'stopped') return tellStopped(line, { terminal, json, program });
    const isText = !subject.endsWith('.md') && /\s/.test(subject);
    const order = isText ? await addOrder(factory.repository, subject) : await findOrder(factory.repository, subject, dir);
    if (isText) terminal.err(`The order is ${ORDERS_FOLDER}/${order.id}.md: commit it where you keep your orders.\n`);
    const state = await orderState(factory, order);
    if (state !== 'approved') {
      if (values.yes !== true && !terminal.isInteractive) {
        if (isText && state === 'new')
          throw new UserError('ORDER_NOT_APPROVED', `the order ${order.id} is not approved`, {
            hint: `It is kept in ${ORDERS_FOLDER}/${order.id}.md. Read it, then: ${program} run ${order.id} --yes`,
          });
        await requireApproved(factory, order);
      }
      if (values.yes !== true) {
        const criteria = order.criteria.map(({ id, text }) => `  ${id}: ${escape(text)}\n`).join('');
        const answer = await terminal.ask(`${escape(order.title)}\n${criteria}Approve this order and run it? [y/N] `);
        if (!/^y(es)?$/i.test(answer.trim()))
          throw new UserError('ORDER_NOT_APPROVED', 'not approved, so nothing was run', {
            hint: `It is kept: ${program} orders show ${order.id}`,
          });
      }
      await approveOrder(factory, { order, by: env.USER ?? userInfo().username });
    }
    const run = await prepareRun(factory, {
      order,
      change: values.change ?? null,
      withRelease: values['no-release'] !== true,
      signal,
      waits: (runs) => terminal.err(`${waitingLine(runs)}\n`),
    });
    return await carryOut(factory, { run, signal, terminal, json, program });
  },
});
