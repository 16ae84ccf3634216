import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, openFactory, type OpenFactory } from '../compose.ts';
import { parseOrder } from '../config/order.ts';
import { AdapterError, InvariantError } from '../domain/error.ts';
import { policyAt } from '../gate/judging.ts';
import { requireCommit } from '../git/repository.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { checkpoints } from '../pipeline/checkpoints.ts';
import type { RunEnd } from '../pipeline/close.ts';
import { approveOrder } from '../pipeline/orders.ts';
import { executeRun, prepareRun } from '../pipeline/start.ts';
import { createSigningKey } from '../platform/signing-key.ts';
import { paint } from '../reporters/pretty/paint.ts';
import { count, grouped } from '../reporters/pretty/quantity.ts';
import { wrap } from '../reporters/pretty/wrap.ts';
import type { Target } from '../targets/target.ts';
import { surprises, type ToldRuns } from './expectations.ts';
import { narrate, type Narrator } from './narrator.ts';
import { makeRepository, showMain } from './repository.ts';
import { startTraffic } from './traffic.ts';

export interface DemoRequest {
  readonly env: Environment;
  readonly out: (text: string) => void;
  readonly color: boolean;
  readonly columns: number;
  readonly signal: AbortSignal;
}

export interface DemoEnd {
  readonly dir: string;
  /** Where the story went another way than it must; empty when it did not. */
  readonly surprises: readonly string[];
}

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const SERVICE_ORDER =
  '---\nid: go-into-service\ntitle: Put the user directory into service\nkind: chore\nscope: []\n---\n\nThe first release.\n\n## Acceptance criteria\n\n- AC-1: The service answers.\n';

/** Tells the story of the line on a copy of the example service. Only the agent's turns are recorded; all else is real. */
export async function demo({ env, out, color, columns, signal }: DemoRequest): Promise<DemoEnd> {
  const home = await mkdtemp(join(tmpdir(), 'jidoka-demo-'));
  const dir = join(home, 'user-directory');
  // A key and settings of the demo's own, and the Node that runs Jidoka for the service, which needs a recent one.
  const own = { ...env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), PATH: [dirname(process.execPath), env.PATH].join(delimiter) };
  const key = createSigningKey(own);
  const texts = await Promise.all(
    ['add-pagination', 'add-search'].map(async (id) => ({
      id,
      text: await readFile(join(EXAMPLES, 'user-directory-turns', `${id}.md`), 'utf8'),
    })),
  );
  const { firstChange } = await makeRepository({
    dir,
    example: join(EXAMPLES, 'user-directory'),
    orders: [{ id: 'go-into-service', text: SERVICE_ORDER }, ...texts],
    key,
  });
  using factory = await openFactory({ dir, env: own });
  const narrator = narrate({ ledger: factory.ledger, out, start: factory.clock.now(), color, columns });
  const scene = { factory, narrator, out, signal };
  const heading = (text: string) => out(`\n${paint(color)('bold', text)}\n`);
  const paragraph = (text: string) => `\n${wrap(text, { columns, first: '   ', rest: '   ' }).join('\n')}\n`;
  try {
    for (const text of introduction(dir)) out(`${wrap(text, { columns, first: '', rest: '' }).join('\n')}\n`);
    heading('1. A change of a person goes down the line and becomes the first release');
    const service = await runOrder(scene, { text: SERVICE_ORDER, change: firstChange, turns: null });
    const url = await serviceUrl(factory, service);
    const traffic = startTraffic(url);
    try {
      out(paragraph(`From now on users ask the service at ${url} about a hundred times a second.`));
      heading('2. An order for the coding agent: its first attempt looks done, and is not');
      const pagination = await runOrder(scene, { text: texts[0]?.text ?? '', change: null, turns: 'pagination.yaml' });
      heading('3. An order whose change passes every check, and fails its users');
      const search = await runOrder(scene, { text: texts[1]?.text ?? '', change: null, turns: 'slow-search.yaml' });
      out(
        paragraph(
          `The users made ${count(traffic.requests, 'request')} from the first release to the last rollback; ${grouped(traffic.failed)} of them failed. The looks above count each release by itself and include the watch's own probes, which no user sees.`,
        ),
      );
      await showMain(dir);
      const told = await whatSurprised(factory, { service: service.run, pagination: pagination.run, search: search.run });
      const verdict = await verifyLedger(factory.ledger, await checkpoints(factory.repository));
      return { dir, surprises: verdict.ok ? told : [...told, `the ledger does not verify: ${verdict.reason}`] };
    } finally {
      traffic.stop();
    }
  } finally {
    try {
      await (await targetOf({ factory })).stop();
    } finally {
      await narrator.stop();
    }
  }
}

interface Scene extends Pick<DemoRequest, 'out' | 'signal'> {
  readonly factory: OpenFactory;
  readonly narrator: Narrator;
}

async function runOrder(
  { factory, narrator, signal }: Scene,
  { text, change, turns }: { readonly text: string; readonly change: string | null; readonly turns: string | null },
): Promise<RunEnd> {
  const order = parseOrder({ text, path: 'order.md' });
  await approveOrder(factory, { order, by: 'demo' });
  const agentFor: OpenFactory['agentFor'] = async (policy) => {
    if (turns === null) return factory.agentFor(policy);
    const script = join(EXAMPLES, 'user-directory-turns', turns);
    return factory.agentFor({ ...policy, config: { ...policy.config, agent: { name: 'replay', script } } });
  };
  const line = { ...factory, agentFor };
  const run = await prepareRun(line, { order, change, withRelease: true });
  const end = await executeRun(line, { run, signal });
  await narrator.catchUp();
  return end;
}

function introduction(dir: string): readonly string[] {
  return [
    'This is Jidoka on a small real service, a directory of 200,000 people, copied to',
    dir,
    "Only the coding agent's words are recorded. The builds, tests, checkers, signatures, releases, requests and the rollback happen now, on this machine, and every line with a time is read from the ledger.",
  ];
}

/** The supervisor writes the last facts of a rollback a moment after it has decided: they get five seconds. */
async function whatSurprised({ ledger, clock }: OpenFactory, runs: ToldRuns): Promise<string[]> {
  for (let looks = 0; ; looks += 1) {
    const found = surprises(await ledger.read({}), runs);
    if (found.length === 0 || looks === 25) return found;
    await clock.sleep(200);
  }
}

async function targetOf({ factory }: Pick<Scene, 'factory'>): Promise<Target> {
  const policy = await policyAt(factory.repository, await requireCommit(factory.repository, 'refs/heads/main'));
  const target = factory.targetFor(policy);
  if (target === null) throw new InvariantError('NO_TARGET', "the demo's policy names no target");
  return target;
}

async function serviceUrl(factory: OpenFactory, { outcome, reason }: RunEnd): Promise<string> {
  const { url } = await (await targetOf({ factory })).status();
  if (url === null) throw new AdapterError('NO_SERVICE', `the first release is not in service: ${outcome}, ${reason}`);
  return url;
}
