import { z } from 'zod';
import { isInside } from './workspace-files.ts';

/** What of a tool call counts for a permission: its kind, and the places it names. */
export interface ToolCall {
  readonly kind: string;
  readonly paths: readonly string[];
}

/** What an agent may do without asking a person. Everything it does is in the sandbox, and judged afterwards. */
const ALLOWED_KINDS = new Set(['read', 'edit', 'delete', 'move', 'search', 'execute', 'think']);

const text = z.string().nullish().catch(null);

/** A tool call as it is announced, updated, or named in a request; what is missing stays as it was. */
export const toolCallUpdate = z.object({
  toolCallId: z.string().max(500),
  kind: text,
  locations: z
    .array(z.object({ path: z.string() }))
    .nullish()
    .catch(null),
  content: z
    .array(z.looseObject({ type: z.string(), path: text }))
    .nullish()
    .catch(null),
});

const option = z.object({ optionId: z.string(), kind: z.string() });

/** Version 1 names the tool call, version 2 a subject, which may be a command as well. */
const permissionRequest = z.object({
  toolCall: toolCallUpdate.nullish().catch(null),
  subject: z
    .union([
      z.object({ type: z.literal('tool_call'), toolCall: toolCallUpdate }),
      z.object({ type: z.literal('command'), cwd: z.string() }),
      z.object({ type: z.string() }).transform(() => null),
    ])
    .nullish()
    .catch(null),
  options: z.array(option).catch([]),
});

export type PermissionOutcome = { readonly outcome: 'cancelled' } | { readonly outcome: 'selected'; readonly optionId: string };

export interface PermissionPolicy {
  readonly workspace: string;
  readonly isCancelled: boolean;
  /** What is known of a tool call once this is added to it. */
  readonly merge: (update: z.output<typeof toolCallUpdate>) => ToolCall;
}

/**
 * The policy: what edits, reads or runs something inside the workspace may go on, once; everything else may not, what is
 * unknown included. Always an answer: `cancelled` says no where no option does.
 */
export async function decidePermission(params: unknown, { workspace, isCancelled, merge }: PermissionPolicy): Promise<PermissionOutcome> {
  const request = permissionRequest.safeParse(params);
  if (isCancelled || !request.success) return { outcome: 'cancelled' };
  const { toolCall, subject, options } = request.data;
  const named = toolCall ?? (subject?.type === 'tool_call' ? subject.toolCall : null);
  const asked: ToolCall =
    named !== null ? merge(named) : subject?.type === 'command' ? { kind: 'execute', paths: [subject.cwd] } : { kind: 'other', paths: [] };
  const inside = await Promise.all(asked.paths.map((path) => isInside(workspace, path)));
  const isAllowed = ALLOWED_KINDS.has(asked.kind) && inside.every(Boolean);
  // `allow_always` would allow what nobody has asked for yet.
  const kinds = isAllowed ? ['allow_once'] : ['reject_once', 'reject_always'];
  const chosen = kinds.flatMap((kind) => options.filter((offered) => offered.kind === kind)).at(0);
  return chosen === undefined ? { outcome: 'cancelled' } : { outcome: 'selected', optionId: chosen.optionId };
}
