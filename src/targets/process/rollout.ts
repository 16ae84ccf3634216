import { AdapterError, InvariantError } from '../../domain/error.ts';
import type { Rollout, Side } from '../target.ts';
import { applyRouting, chainOf, flush, isRunning, type Host } from './host.ts';
import { askProbe, hardCheck } from './identity.ts';
import { conclude, cool, goBack, promote, startCandidate } from './placements.ts';
import type { Placement } from './state.ts';

/** The verbs of one release on this target. Which process they mean is read from the state at each call. */
export function processRollout(host: Host, id: string): Rollout {
  const { clock, stateDir, file, proxy } = host;
  const self = (): Placement => {
    const { candidate, leaving, stable } = file.state;
    const found = [candidate, leaving, stable].find((placement) => placement?.release.id === id);
    if (found == null) throw new InvariantError('rollout', `release ${id} is not on this target`);
    return found;
  };
  const before = (): Placement | null => {
    const { stable, warm, history } = file.state;
    return stable?.release.id === id ? (warm ?? history[0] ?? null) : stable;
  };
  const on = (side: Side): Placement | null => (side === 'candidate' ? self() : before());
  const { release, plan, startedAt } = self();
  return {
    release,
    previous: before()?.release.id ?? null,
    watch: plan.watch,
    probes: plan.probes,
    startedAt,
    get promotedAt() {
      return self().promotedAt;
    },
    get percent() {
      return file.state.percent;
    },
    get takenBack() {
      return file.state.leaving?.release.id === id ? file.state.takenBack : null;
    },
    async start() {
      const { pid, port } = await startCandidate(host, self());
      return { pid, port };
    },
    check: (side) => hardCheck({ clock, stateDir, placement: on(side) }),
    isAlive: (side) => isRunning(on(side)),
    probe: (side, probe) => askProbe({ clock, placement: on(side) }, probe),
    takeTraffic: () => proxy.takeTraffic(),
    async shift(percent) {
      file.update({ percent });
      applyRouting(host);
    },
    promote: (reason, event) => promote(host, self(), reason, event),
    cool: () => cool(host),
    goBack: (why) => goBack(host, id, why),
    conclude: (outcome, reason, events) => conclude(host, { id, outcome, reason, events }),
    async record(event) {
      if (!(await flush(host))) throw new AdapterError('ledger', 'the ledger takes no events', { isRetryable: true });
      await host.record(chainOf(id), event);
    },
  };
}
