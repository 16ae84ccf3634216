import type { EventOf } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { listed, short } from './quantity.ts';
import { tellDelivery } from './tell-delivery.ts';
import { aside, bad, step, type Told, warning } from './told.ts';

type DeliveryEvent = Parameters<typeof tellDelivery>[0];

/** What is decided about orders and about the line itself. */
type FactoryEvent = EventOf<
  'order.approved' | 'order.rejected' | 'key.created' | 'line.stopped' | 'line.resumed' | 'notice.sent' | 'factory.judged'
>;

export function tellFactory(event: FactoryEvent | DeliveryEvent): Told | null {
  switch (event.type) {
    case 'order.approved':
      return step(`${escape(event.payload.by)} approved the order ${escape(event.payload.order)}.`);
    case 'order.rejected':
      return bad(`${escape(event.payload.by)} refused the order ${escape(event.payload.order)}: ${escape(event.payload.reason)}`);
    case 'key.created':
      return aside(`A signing key was made (${escape(short(event.payload.keyId))}).`);
    case 'line.stopped':
      return bad(`The line is stopped, no new run starts: ${escape(event.payload.reason, { limit: 600 })}`);
    case 'line.resumed':
      return step(`${escape(event.payload.by)} cleared the line: ${escape(event.payload.reason)}`);
    case 'notice.sent':
      return tellNotice(event.payload);
    case 'factory.judged':
      return tellJudgement(event.payload);
    default:
      return tellDelivery(event);
  }
}

function tellNotice({ subject, delivered, reason }: EventOf<'notice.sent'>['payload']): Told | null {
  return delivered ? null : warning(`Nobody could be told about ${escape(subject)}: ${escape(reason ?? 'no reason given')}`);
}

/** Worth a line only when something is wrong with the factory itself. */
function tellJudgement({ checker, number, mode, verdict, reasons }: EventOf<'factory.judged'>['payload']): Told | null {
  if (verdict === 'passed' || verdict === 'not-applicable') return null;
  const why = reasons.length === 0 ? '' : `, ${listed(reasons.map((reason) => escape(reason, { limit: 400 })))}`;
  return { enforced: bad, shadow: aside }[mode](`Checker ${number} ${escape(checker)} on the factory itself: ${verdict}${why}`);
}
