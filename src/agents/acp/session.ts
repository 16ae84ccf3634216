import { z } from 'zod';
import type { Reply } from './message.ts';
import type { Peer } from './peer.ts';
import type { IdleState } from './transcript.ts';

/** The newest version that is spoken here; an agent answers with the newest of its own up to this one. */
const NEWEST = 2;

const greeting = z.object({
  protocolVersion: z.int(),
  // Version 1. In version 2 every agent can resume.
  agentCapabilities: z
    .object({
      loadSession: z.boolean().default(false).catch(false),
      sessionCapabilities: z
        .object({ resume: z.looseObject({}).nullish() })
        .default({})
        .catch({}),
    })
    .prefault({}),
});

const opened = z.object({ sessionId: z.string().regex(/^[\x21-\x7e]{1,200}$/) });
const prompted = z.object({ stopReason: z.string().nullish(), usage: z.unknown().optional() });

/** Why a session did not come about, or why it broke. */
export interface Broken {
  readonly kind: 'broken';
  /** Null when the agent's program is no longer there: its end says why. */
  readonly reason: string | null;
}

export interface Greeted {
  readonly kind: 'greeted';
  readonly version: number;
  /** The request that goes on with an earlier session; null when it cannot. */
  readonly resume: 'session/resume' | 'session/load' | null;
}

/**
 * Agrees on a version of the protocol. What version 1 and what version 2 want to know goes out together. Files and terminals
 * are not offered: the agent has hands of its own in the sandbox, and ours are outside of it.
 */
export async function greet(peer: Peer, { version }: { readonly version: string }): Promise<Greeted | Broken> {
  const self = { name: 'jidoka', title: 'Jidoka', version };
  const clientCapabilities = { fs: { readTextFile: false, writeTextFile: false }, terminal: false };
  const both = { clientCapabilities, clientInfo: self, capabilities: {}, info: self };
  let reply = await peer.request('initialize', { protocolVersion: NEWEST, ...both });
  // An agent that takes offence at what is newer than itself is asked in its own words.
  if (reply.kind === 'error') reply = await peer.request('initialize', { protocolVersion: 1, clientCapabilities });
  if (reply.kind !== 'result') return broken('initialize', reply);
  const answer = greeting.safeParse(reply.value);
  if (!answer.success)
    return { kind: 'broken', reason: 'it answered to `initialize` with something else: it does not speak the Agent Client Protocol' };
  const { protocolVersion, agentCapabilities } = answer.data;
  if (protocolVersion < 1 || protocolVersion > NEWEST)
    return {
      kind: 'broken',
      reason: `it speaks version ${protocolVersion} of the Agent Client Protocol; versions 1 to ${NEWEST} are known here`,
    };
  const canResume = protocolVersion === 2 || agentCapabilities.sessionCapabilities.resume != null;
  const resume = canResume ? 'session/resume' : agentCapabilities.loadSession ? 'session/load' : null;
  return { kind: 'greeted', version: protocolVersion, resume };
}

export interface Session {
  readonly kind: 'session';
  readonly id: string;
}

/** The session asked for, where the agent still has it; else a fresh one. */
export async function openSession(
  peer: Peer,
  { resume, workspace, session }: { readonly resume: Greeted['resume']; readonly workspace: string; readonly session: string | null },
): Promise<Session | Broken> {
  const place = { cwd: workspace, mcpServers: [] };
  if (resume !== null && session !== null) {
    const resumed = await peer.request(resume, { sessionId: session, ...place });
    if (resumed.kind === 'result') return { kind: 'session', id: session };
  }
  const reply = await peer.request('session/new', place);
  if (reply.kind !== 'result') return broken('session/new', reply);
  const answer = opened.safeParse(reply.value);
  return answer.success
    ? { kind: 'session', id: answer.data.sessionId }
    : { kind: 'broken', reason: 'it answered to `session/new` without a usable session id' };
}

/** Sends the prompt and waits for the end of the turn: in version 1 the answer, in version 2 a state that follows it. */
export async function prompt(
  peer: Peer,
  { session, text, idle }: { readonly session: string; readonly text: string; readonly idle: Promise<IdleState> },
): Promise<({ readonly kind: 'ended' } & IdleState) | Broken> {
  const reply = await peer.request('session/prompt', { sessionId: session, prompt: [{ type: 'text', text }] });
  if (reply.kind !== 'result') return broken('session/prompt', reply);
  const answer = prompted.safeParse(reply.value);
  if (!answer.success) return { kind: 'broken', reason: 'it answered to `session/prompt` with something else' };
  const { stopReason, usage } = answer.data;
  if (stopReason != null) return { kind: 'ended', stopReason, usage };
  const end = await Promise.race([idle, peer.closed]);
  return 'kind' in end ? { kind: 'broken', reason: end.reason } : { kind: 'ended', ...end };
}

/** The code an agent asks for a login with. */
const AUTH_REQUIRED = -32_000;

function broken(method: string, reply: Exclude<Reply, { kind: 'result' }>): Broken {
  if (reply.kind === 'closed') return { kind: 'broken', reason: reply.reason };
  const login = reply.code === AUTH_REQUIRED ? ' (it asks for a login: name the variable that holds its key in `agent.env`)' : '';
  return { kind: 'broken', reason: `it refused \`${method}\`: ${reply.message}${login}` };
}
