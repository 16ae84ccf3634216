import { join } from 'node:path';
import { openFactory, type OpenFactory } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { type Waiver, WAIVERS_PATH } from '../../domain/waiver.ts';
import { lastCheckFile } from '../../gate/check.ts';
import { type KeptFinding, keptFindings } from '../../gate/kept-findings.ts';
import { endOf, isTooFarAhead, MAX_DAYS, signWaiver, withWaiver } from '../../gate/waivers-file.ts';
import { isWaivable } from '../../gate/waivers.ts';
import { acceptedTip } from '../../pipeline/accepted.ts';
import { rootOf, trustedKeysAt } from '../../pipeline/trusted-key.ts';
import { readText, writeText } from '../../platform/files.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { commitCommand } from '../commit-command.ts';
import { defineCommand } from '../command.ts';

/** Fewer digits name nothing for certain. */
const LEAST_DIGITS = 6;

export default defineCommand({
  usage: 'waive <fingerprint> --reason <text> --expires <date>',
  summary: 'live with one finding until a day: signed, listed in every report',
  details: `Writes ${WAIVERS_PATH} in your working tree and commits nothing. A finding is named by the first characters of its fingerprint, as the last
check or a run printed it. Signed by a key that the protected branch trusts, the waiver counts in the change that adds it; unsigned it
counts once the base of a change holds it. At most ${MAX_DAYS} days. What has no answer cannot be waived, nor what only an order may open.`,
  flags: {
    reason: { type: 'string', value: '<text>', describe: 'why it may stay for now' },
    expires: {
      type: 'string',
      value: '<date>',
      describe: `the last day it counts on (UTC), such as 2026-03-31; at most ${MAX_DAYS} days ahead`,
    },
  },
  positionals: { min: 1, max: 1 },
  async run({ values, positionals: [subject = ''], dir, env, json, terminal }) {
    const { reason = '', expires = '' } = values;
    using factory = await openFactory({ dir, env });
    const root = rootOf(factory.repository);
    requireReason(reason);
    requireDay(expires, factory.clock.now());
    const { finding, checker } = await named(factory, subject);
    const { fingerprint, rule, path } = finding;
    const unsigned: Waiver = { fingerprint, checker, rule, path, reason: reason.trim(), expires };
    const key = await signingKey(factory);
    const waiver = key === null ? unsigned : signWaiver(key, unsigned);
    const file = join(root, WAIVERS_PATH);
    await writeText(file, withWaiver(await readText(file), waiver));
    const commit = commitCommand(root, { paths: [WAIVERS_PATH], message: `Waive ${checker}/${rule} until ${expires}` });
    if (json) terminal.out(jsonText({ schemaVersion: 1, waiver, signed: key !== null, commit }));
    else
      terminal.out(
        `${[
          `Waived until ${expires}: ${checker}/${rule} ${fingerprint.slice(0, 12)} in ${escape(path)}`,
          `  ${escape(finding.message)}`,
          key === null
            ? `No key of yours signed it that the protected branch trusts: it counts once ${WAIVERS_PATH} is on the base of a change.`
            : `Signed by key ${key.keyId.slice(0, 12)}: it counts in the change that adds it.`,
          `  ${commit}`,
        ].join('\n')}\n`,
      );
    return 0;
  },
});

function requireReason(reason: string): void {
  if (reason.trim() === '')
    throw new UserError('USAGE', 'waive needs --reason <text>', { hint: 'Whoever reads the report wants to know why.' });
  if (reason.length > 500) throw new UserError('USAGE', `expected a reason of at most 500 characters, found ${reason.length}`);
}

function requireDay(expires: string, now: number): void {
  const hint = `Name a day such as ${new Date(now + (MAX_DAYS / 3) * 24 * 60 * 60_000).toISOString().slice(0, 10)}, at most ${MAX_DAYS} days ahead.`;
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || new Date(`${expires}T00:00:00Z`).toJSON()?.slice(0, 10) !== expires)
    throw new UserError('USAGE', `waive needs --expires <date>, found ${JSON.stringify(expires)}`, { hint });
  if (endOf({ expires }) <= now) throw new UserError('USAGE', `${expires} is over`, { hint });
  if (isTooFarAhead({ expires }, now)) throw new UserError('USAGE', `${expires} is more than ${MAX_DAYS} days ahead`, { hint });
}

async function named({ ledger, repository }: OpenFactory, subject: string): Promise<KeptFinding> {
  const kept = await keptFindings(ledger, await readText(lastCheckFile(repository)));
  const found = kept.filter(({ finding }) => subject.length >= LEAST_DIGITS && finding.fingerprint.startsWith(subject));
  const [first] = found;
  if (first === undefined)
    throw new UserError('UNKNOWN_FINDING', `no finding on record has a fingerprint that begins with ${JSON.stringify(subject)}`, {
      hint: `Check first, then name at least ${LEAST_DIGITS} characters of what it prints.`,
    });
  if (found.some(({ finding }) => finding.fingerprint !== first.finding.fingerprint))
    throw new UserError('UNKNOWN_FINDING', `several findings have a fingerprint that begins with ${subject}`, { hint: 'Name more of it.' });
  if (!isWaivable(first.finding.rule))
    throw new UserError('NOT_WAIVABLE', `${first.checker}/${first.finding.rule} cannot be waived`, {
      hint: first.finding.remediation ?? 'An approved order opens it: its `mayChange` names the path.',
    });
  return first;
}

/** The person's key, when it is one whose signature will count. */
async function signingKey({ repository, signingKey: own }: OpenFactory): Promise<OpenFactory['signingKey']> {
  const tip = await acceptedTip(repository);
  if (own === null || tip === null) return null;
  return (await trustedKeysAt(repository, tip)).includes(own.publicKey) ? own : null;
}
