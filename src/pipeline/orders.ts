import { UserError } from '../domain/error.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import { FACTORY_CHAIN, type Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../platform/clock.ts';

export type OrderState = 'new' | 'approved' | 'changed' | 'rejected';

type Book = { readonly ledger: Ledger; readonly clock: Clock };

/** What was decided last about an order; `changed`: its file is no longer the one that was approved. */
export async function orderState({ ledger }: Pick<Book, 'ledger'>, { id, digest }: Pick<WorkOrder, 'id' | 'digest'>): Promise<OrderState> {
  const decisions = await ledger.read({ chain: FACTORY_CHAIN, types: ['order.approved', 'order.rejected'] });
  const last = decisions.findLast(
    (event) => (event.type === 'order.approved' || event.type === 'order.rejected') && event.payload.order === id,
  );
  if (last?.type === 'order.approved') return last.payload.digest === digest ? 'approved' : 'changed';
  return last?.type === 'order.rejected' && last.payload.digest === digest ? 'rejected' : 'new';
}

export async function approveOrder(
  { ledger, clock }: Book,
  { order, by }: { readonly order: WorkOrder; readonly by: string },
): Promise<void> {
  await ledger.append(FACTORY_CHAIN, [
    {
      event: { type: 'order.approved', payload: { order: order.id, digest: order.digest, by } },
      time: clock.now(),
      actor: `operator:${by}`,
    },
  ]);
}

export async function rejectOrder(
  { ledger, clock }: Book,
  { order, by, reason }: { readonly order: WorkOrder; readonly by: string; readonly reason: string },
): Promise<void> {
  await ledger.append(FACTORY_CHAIN, [
    {
      event: { type: 'order.rejected', payload: { order: order.id, digest: order.digest, by, reason } },
      time: clock.now(),
      actor: `operator:${by}`,
    },
  ]);
}

/** UserError unless the order, as it is now, was approved. */
export async function requireApproved(book: Pick<Book, 'ledger'>, order: WorkOrder): Promise<void> {
  const state = await orderState(book, order);
  if (state === 'approved') return;
  const why = { new: 'is not approved', changed: 'was changed after its approval', rejected: 'was rejected' }[state];
  throw new UserError('ORDER_NOT_APPROVED', `the order ${order.id} ${why}`, {
    hint: `Read it and approve it: jidoka orders approve ${order.id} (or run it with --yes).`,
  });
}
