import { userInfo } from 'node:os';
import { openRecord } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import type { WorkOrder } from '../../domain/work-order.ts';
import { orderProgress } from '../../pipeline/order-progress.ts';
import { approveOrder, rejectOrder } from '../../pipeline/orders.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { defineCommand } from '../command.ts';
import { addOrder, findOrder, readOrders } from '../order-files.ts';

export default defineCommand({
  usage: 'orders [list | show <id> | add "<text>" | approve <id> | reject <id> --reason <text>]',
  summary: 'the backlog: list, show, add, approve, reject',
  details: 'Orders are Markdown files in .jidoka/orders/. An approval is for the file as it is: changing the file takes it back.',
  flags: { reason: { type: 'string', value: '<text>', describe: 'why an order is rejected' } },
  positionals: { min: 0, max: 2 },
  async run({ values, positionals, dir, program, env, json, terminal }) {
    const [verb = 'list', subject] = positionals;
    using factory = await openRecord({ dir, env });
    const { repository } = factory;
    const by = env.USER ?? userInfo().username;
    const show = async (order: WorkOrder) => {
      const state = await orderProgress(factory.ledger, order);
      if (json) return terminal.out(jsonText({ schemaVersion: 1, order, state }));
      const criteria = order.criteria.map(({ id, text }) => `  ${id}: ${escape(text)}`);
      terminal.out(
        `${[`${order.id} (${order.kind}, ${state})`, escape(order.title), '', escape(order.description, { keepsLines: true }), '', ...criteria].join('\n')}\n`,
      );
    };
    const named = () => {
      if (subject === undefined)
        throw new UserError('USAGE', `orders ${verb} needs the id of an order`, { hint: 'See `jidoka orders list`.' });
      return findOrder(repository, subject);
    };
    switch (verb) {
      case 'list': {
        const orders = await readOrders(repository);
        const rows = await Promise.all(
          orders.map(async (order) => ({
            id: order.id,
            title: order.title,
            kind: order.kind,
            state: await orderProgress(factory.ledger, order),
          })),
        );
        if (json) terminal.out(jsonText({ schemaVersion: 1, orders: rows }));
        else if (rows.length === 0) terminal.out(`No orders yet. Add one: ${program} orders add "what you want"\n`);
        else terminal.out(rows.map(({ id, title, state }) => `${state.padEnd(11)} ${id}  ${escape(title)}\n`).join(''));
        return 0;
      }
      case 'show':
        await show(await named());
        return 0;
      case 'add': {
        if (subject === undefined) throw new UserError('USAGE', 'orders add needs a text', { hint: 'jidoka orders add "what you want"' });
        await show(await addOrder(repository, subject));
        return 0;
      }
      case 'approve':
      case 'reject': {
        const order = await named();
        if (verb === 'approve') await approveOrder(factory, { order, by });
        else await rejectOrder(factory, { order, by, reason: values.reason ?? '' });
        await show(order);
        return 0;
      }
      default:
        throw new UserError('USAGE', `unknown: orders ${verb}`, { hint: 'See `jidoka orders --help`.' });
    }
  },
});
