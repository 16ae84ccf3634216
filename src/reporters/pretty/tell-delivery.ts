import type { EventOf } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { duration, grouped, short } from './quantity.ts';
import { aside, bad, good, step, type Told, warning } from './told.ts';

const HARM: Readonly<Record<EventOf<'deployment.breached'>['payload']['cause'], string>> = {
  'hard-check': 'The new version does not answer its health checks',
  errors: 'The new version fails its users too often',
  start: 'The new version could not be started',
};

/** The events of a deployment's chain. */
type DeliveryEvent = EventOf<
  | 'deployment.started'
  | 'candidate.ready'
  | 'traffic.shifted'
  | 'watch.looked'
  | 'deployment.breached'
  | 'deployment.promoted'
  | 'deployment.rolled-back'
  | 'incident.opened'
  | 'ticket.filed'
>;

export function tellDelivery(event: DeliveryEvent): Told {
  switch (event.type) {
    case 'deployment.started':
      return tellDeployment(event.payload);
    case 'candidate.ready':
      return tellCandidate(event.payload);
    case 'traffic.shifted':
      return tellTraffic(event.payload);
    case 'watch.looked':
      return tellLook(event.payload);
    case 'deployment.breached':
      return tellBreach(event.payload);
    case 'deployment.promoted':
      return tellPromotion(event.payload);
    case 'deployment.rolled-back':
      return tellRollback(event.payload);
    case 'incident.opened':
      return tellIncident(event.payload);
    case 'ticket.filed':
      return tellTicket(event.payload);
    default:
      return event satisfies never;
  }
}

function tellDeployment({ commit, previous }: EventOf<'deployment.started'>['payload']): Told {
  const name = escape(short(commit), { limit: 100 });
  return step(
    previous === null
      ? `The first version (commit ${name}) starts; there is none before it to compare with or to go back to.`
      : `The new version (commit ${name}) starts beside the running one.`,
  );
}

function tellCandidate({ p50Ms, warmUpMs }: EventOf<'candidate.ready'>['payload']): Told {
  return good(`The new version answers and is warm after ${duration(warmUpMs)}; half of its answers take at most ${p50Ms.toFixed(1)} ms.`);
}

function tellTraffic({ percent }: EventOf<'traffic.shifted'>['payload']): Told {
  if (percent === 0) return step('No request goes to the new version.');
  return step(`${percent === 100 ? 'All' : `${percent} % of the`} requests now go to the new version.`);
}

function tellLook(payload: EventOf<'watch.looked'>['payload']): Told {
  const { look, candidate, stable, e, candidateErrorRate, verdict } = payload;
  const arm = ({ errors, requests }: typeof candidate): string => `${grouped(errors)}/${grouped(requests)}`;
  const old = stable.requests === 0 ? '' : `, old ${arm(stable)}`;
  const rate = `${percentage(candidateErrorRate.lower)}–${percentage(candidateErrorRate.upper)} %`;
  const evidence = `evidence ${e >= 10_000 ? e.toExponential(1) : e.toFixed(1)}/100`;
  const numbers = `Look ${look}: new ${arm(candidate)} failed${old}; rate ${rate}; ${evidence}`;
  switch (verdict) {
    case 'healthy':
      return good(`${numbers}: healthy.`);
    case 'breached':
      return bad(`${numbers}: harmful.`);
    case 'insufficient':
      return aside(`${numbers}: not proven yet.`);
    default:
      return verdict satisfies never;
  }
}

/** The evidence follows in the incident that every breach opens. */
function tellBreach({ cause }: EventOf<'deployment.breached'>['payload']): Told {
  return bad(`${HARM[cause]}: it is taken back.`);
}

function tellPromotion({ afterMs }: EventOf<'deployment.promoted'>['payload']): Told {
  return good(`The new version is proven good after ${duration(afterMs)} and takes over.`);
}

function tellRollback({ to, cause, reason, ...times }: EventOf<'deployment.rolled-back'>['payload']): Told {
  const { detectionMs, switchMs, verificationMs } = times;
  const all = detectionMs + switchMs + verificationMs;
  const where = to === null ? 'Taken back; there is no version before it' : 'All requests go to the version before it again';
  const parts = `detection ${seconds(detectionMs)}, switch ${seconds(switchMs)}, verification ${seconds(verificationMs)}`;
  // A breach tells its reason in the incident, right after this.
  const because = cause === 'breach' ? '' : ` ${escape(reason, { limit: 800 })}`;
  return bad(`${where}: ${parts}, ${seconds(all)} in all.${because}`);
}

function tellIncident({ incident, run, order, summary }: EventOf<'incident.opened'>['payload']): Told {
  const links = [run === null ? '' : `run ${escape(run)}`, order === null ? '' : `order ${escape(order)}`].filter((link) => link !== '');
  const origin = links.length === 0 ? '' : ` (from ${links.join(', ')})`;
  return warning(`An incident is opened: ${escape(incident)}${origin}. ${escape(summary, { limit: 1000 })}`);
}

function tellTicket({ title, path }: EventOf<'ticket.filed'>['payload']): Told {
  return warning(`A ticket is filed for a person: "${escape(title, { limit: 200 })}", ${escape(path, { limit: 500 })}`);
}

function percentage(rate: number): string {
  return (rate * 100).toFixed(1);
}

/** Two digits: a switch takes milliseconds, and 0.0 s would look like nothing had been measured. */
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
