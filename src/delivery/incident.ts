import type { Event } from '../domain/event.ts';
import type { Rollout } from '../targets/target.ts';
import type { Tracker } from '../trackers/tracker.ts';

export interface Harm {
  readonly summary: string;
  readonly evidence: readonly string[];
}

/**
 * Opens the one incident of a deployment and files its ticket. Ids come from the release: however often harm is found,
 * it is the same incident and the same ticket.
 */
export async function openIncident(
  tracker: Tracker,
  { release, probes, previous }: Rollout,
  { summary, evidence }: Harm,
): Promise<Event[]> {
  const incident = `incident-${release.id}`;
  const ticket = `ticket-${release.id}`;
  const title = `Release ${release.id} was taken back`;
  const opened = (text: string): Event => ({
    type: 'incident.opened',
    payload: { incident, deployment: release.id, run: release.run, order: release.order, summary: text },
  });
  const lines = [
    ...evidence,
    `release ${release.id}, artefact ${release.artefact.digest}`,
    `run ${release.run ?? 'none'}, order ${release.order ?? 'none'}`,
    `before it: ${previous ?? 'no release'}`,
  ];
  const reproduction = [
    `check out commit ${release.commit}, build it and start it with a free PORT: ${release.start}`,
    ...probes.map(({ path, status }) => `ask for ${path}, expecting status ${status}`),
  ];
  try {
    const { path } = await tracker.file({ id: ticket, title, summary, evidence: lines, reproduction, suspect: release.commit });
    return [opened(summary), { type: 'ticket.filed', payload: { ticket, incident, path, title } }];
  } catch (error) {
    // A tracker that is down must not keep a deployment from being concluded; the incident says what is missing.
    return [opened(`${summary} The ticket could not be filed: ${String(error)}.`)];
  }
}
