import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import { defineChecker } from '../checker.ts';
import { holesIn } from './holes.ts';
import { runMeasurements } from './run-measurements.ts';
import { runRecord } from './run-record.ts';

const REMEDIATION =
  'Read the run with `jidoka runs show` and find out what was lost there; a run that cannot be accounted for cannot be trusted.';

export default defineChecker({
  title: 'The telemetry of the run is whole',
  kind: 'programmatic',
  on: ['factory'],
  needs: ['events'],
  version: 1,
  cost: 'cheap',
  parses: false,
  options: z.strictObject({}),
  rules: {
    'stage-unfinished': { severity: 'error', title: 'A stage began, never finished, and the run went on', remediation: REMEDIATION },
    'checker-unfinished': {
      severity: 'error',
      title: 'A gate was decided before one of its checkers had finished',
      remediation: REMEDIATION,
    },
    'attempt-unaccounted': { severity: 'error', title: 'Nothing says how an attempt of the agent ended', remediation: REMEDIATION },
    'usage-missing': {
      severity: 'warning',
      title: 'An attempt of the agent without its usage',
      remediation:
        'Let the agent report its tokens and cost: a program prints {"usage":{"inputTokens":…,"outputTokens":…,"usd":…}} as its last line.',
    },
    'time-not-monotone': {
      severity: 'error',
      title: 'Time went back within the run',
      remediation: 'Look for a step of the clock of this machine; durations and order of this run cannot be trusted.',
    },
    'parts-exceed-whole': { severity: 'error', title: 'The stages do not add up to the run', remediation: REMEDIATION },
    orphan: { severity: 'error', title: 'Something ended that never began', remediation: REMEDIATION },
  },
  async check({ events, report, measure }) {
    // Not "nothing wrong": a run that is judged has at least started.
    if (events.length === 0) throw new AdapterError('NO_EVENTS', 'there are no events of the run to judge');
    const run = runRecord(events);
    for (const { rule, message, code } of holesIn(run)) report(rule, { message, path: '.', code });
    for (const { name, value, unit } of runMeasurements(run)) measure(name, value, unit);
  },
});
