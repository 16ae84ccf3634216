import { join, relative, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { newOrder } from '../config/new-order.ts';
import { ORDERS_FOLDER, parseOrder, writeOrder } from '../config/order.ts';
import { UserError } from '../domain/error.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import type { Repository } from '../git/repository.ts';
import { createText, namesIn, readText } from '../platform/files.ts';

/** The orders of a working tree, by their files' names. */
export async function readOrders(repository: Repository): Promise<WorkOrder[]> {
  const folder = join(rootOf(repository), ORDERS_FOLDER);
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.md'));
  return Promise.all(names.map((name) => readOrder(repository, join(folder, name))));
}

async function readOrder(repository: Repository, file: string): Promise<WorkOrder> {
  const path = relative(rootOf(repository), file);
  const text = await readText(file);
  if (text === null) throw new UserError('NO_ORDER', `there is no file ${path}`, { hint: 'See `jidoka orders list`.' });
  return parseOrder({ text, path });
}

/** An order by its id or by the path of its file. */
export async function findOrder(repository: Repository, name: string, from: string = rootOf(repository)): Promise<WorkOrder> {
  if (name.endsWith('.md')) return readOrder(repository, resolve(from, name));
  const order = (await readOrders(repository)).find(({ id }) => id === name);
  if (order === undefined)
    throw new UserError('NO_ORDER', `there is no order ${JSON.stringify(name)}`, { hint: 'See `jidoka orders list`.' });
  return order;
}

/** Writes the file of an order made from a text, unless an order that asks for exactly this is there. */
export async function addOrder(repository: Repository, text: string): Promise<WorkOrder> {
  const orders = await readOrders(repository);
  const order = newOrder({ text, taken: orders.map(({ id }) => id) });
  const same = orders.find((other) => isDeepStrictEqual(asked(other), asked(order)));
  if (same !== undefined) return same;
  const file = join(rootOf(repository), ORDERS_FOLDER, `${order.id}.md`);
  await createText(file, writeOrder(order));
  return readOrder(repository, file);
}

/** What a text stands for. An order that also opens protected paths asks for more than the text does. */
function asked({ title, description, criteria, mayChange }: Omit<WorkOrder, 'digest'>) {
  return { title, description, criteria, mayChange };
}

function rootOf({ root }: Repository): string {
  if (root === null) throw new UserError('BARE_REPOSITORY', 'a bare repository has no orders folder');
  return root;
}
