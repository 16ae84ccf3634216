import type { EventOf, Strategy } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { count, duration, grouped, listed, short } from './quantity.ts';
import { aside, bad, good, step, type Told, warning } from './told.ts';

const DOES: Readonly<Record<Strategy, string>> = {
  first: 'writes the change',
  repair: 'repairs the change',
  fresh: 'repairs the change in a new session',
  'change-strategy': 'tries another way',
};

const SENT_BACK: Readonly<Record<Strategy, string>> = {
  first: 'What was found goes to the agent.',
  repair: 'What was found goes back to the agent.',
  fresh: 'What was found goes to a new session of the agent.',
  'change-strategy': 'The same was found again: the agent has to try another way.',
};

const CONCLUDED: Readonly<Record<EventOf<'release.concluded'>['payload']['outcome'], string>> = {
  promoted: 'the new version stays',
  'rolled-back': 'the new version was taken back',
  insufficient: 'the new version was not proven good, so it does not stay',
};

export function tellStart({ order, base, policy, entry }: EventOf<'run.started'>['payload']): Told {
  const with_ = entry === 'change' ? ', with a change that already exists,' : '';
  return step(
    `The order "${escape(order.title, { limit: 200 })}" enters the line${with_} at commit ${short(base)}, under the rules of phase ${policy.phase}.`,
  );
}

export function tellStage({ stage, attempt }: EventOf<'stage.started'>['payload']): Told | null {
  switch (stage) {
    case 'prepare':
      return step('A workspace is made, apart from your checkout.');
    case 'gate':
      return step(attempt > 1 ? `The checkers look at the change again (attempt ${attempt}).` : 'The checkers look at the change.');
    // Each of these has an event of its own that says more.
    case 'generate':
    case 'capture':
    case 'repair':
    case 'attest':
    case 'integrate':
    case 'release':
    case 'close':
      return null;
    default:
      return stage satisfies never;
  }
}

export function tellAttempt({ attempt, agent, strategy }: EventOf<'attempt.started'>['payload']): Told {
  return step(`The agent (${escape(agent, { limit: 100 })}) ${DOES[strategy]} (attempt ${attempt}) …`);
}

export function tellTurn({ outcome, reason, usage, durationMs }: EventOf<'attempt.finished'>['payload']): Told {
  const price = usage === null || usage.usd === null ? '' : `, $${usage.usd.toFixed(2)}`;
  const tokens = usage === null ? '' : ` (${grouped(usage.inputTokens)} tokens in, ${grouped(usage.outputTokens)} out${price})`;
  const after = `after ${duration(durationMs)}${tokens}`;
  const because = reason === null ? '.' : `: ${escape(reason, { limit: 500 })}`;
  switch (outcome) {
    case 'finished':
      return aside(`The agent says that it is done, ${after}. Its word decides nothing.`);
    case 'cannot-satisfy':
      return warning(`The agent says that the order cannot be satisfied, ${after}${because}`);
    case 'failed':
      return bad(`The agent failed ${after}${because}`);
    default:
      return outcome satisfies never;
  }
}

export function tellCapture({ tree, files, linesAdded, linesRemoved }: EventOf<'change.captured'>['payload']): Told {
  const size = `${count(files, 'file')}, ${count(linesAdded, 'line')} added, ${grouped(linesRemoved)} removed`;
  return step(`The change is captured: ${size}. From here on it is tree ${short(tree)}, and nothing else.`);
}

export function tellGate({ outcome, failing, reasons }: EventOf<'gate.decided'>['payload']): Told {
  const why = reasons.map((reason) => escape(reason, { limit: 400 })).join('; ');
  switch (outcome) {
    case 'green':
      return good('The gate is green: nothing new stands against this change.');
    case 'red':
      return bad(`The gate is red, the line stops: ${failing.length > 0 ? `${count(failing.length, 'finding')} to fix` : why}.`);
    case 'undecided':
      return warning(`The gate has no answer, and that is not a yes: ${why}`);
    default:
      return outcome satisfies never;
  }
}

export function tellRepair({ strategy }: EventOf<'repair.requested'>['payload']): Told {
  return step(SENT_BACK[strategy]);
}

export function tellAttestation({ tree, keyId }: EventOf<'attestation.signed'>['payload']): Told {
  return good(`The verdicts are signed for exactly tree ${short(tree)} (key ${escape(short(keyId))}): nothing is released without that.`);
}

export function tellIntegration({ commit, branch }: EventOf<'change.integrated'>['payload']): Told {
  return good(
    `The change is commit ${short(commit)} now${branch === null ? ', on a branch of its own' : ` on ${escape(branch, { limit: 200 })}`}.`,
  );
}

export function tellConclusion({ outcome }: EventOf<'release.concluded'>['payload']): Told {
  const text = `The release is decided: ${CONCLUDED[outcome]}.`;
  return outcome === 'promoted' ? good(text) : bad(text);
}

export function tellEnd({ outcome, reason }: EventOf<'run.finished'>['payload']): Told {
  const text = `The run is over, ${outcome}: ${escape(reason, { limit: 600 })}`;
  return { green: good, red: bad, undecided: warning }[outcome](text);
}

export function tellReasons(what: string, reasons: readonly string[]): Told {
  return bad(`${what}: ${listed(reasons.map((reason) => escape(reason, { limit: 400 })))}`);
}
