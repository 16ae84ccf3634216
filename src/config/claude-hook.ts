import { join } from 'node:path';
import { z } from 'zod';
import { createText, readText, replaceText } from '../platform/files.ts';

/** Claude Code's settings for this machine and this repository; it keeps git from seeing them. */
export const CLAUDE_SETTINGS = '.claude/settings.local.json';

const stopHook = z.looseObject({ hooks: z.array(z.looseObject({ command: z.string().optional() })) });
const settings = z.looseObject({ hooks: z.looseObject({ Stop: z.array(stopHook).default([]) }).prefault({}) });

export type HookResult = { readonly kind: 'written' | 'there' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Has Claude Code run `check` when it ends a turn and hear what is not green. Once: a turn that only answers to it may end,
 * or the two would talk for ever. Exit code 2 is how a hook speaks to Claude, on standard error.
 */
export async function registerClaudeHook(root: string, program: string): Promise<HookResult> {
  const command = `case "$(cat)" in *'"stop_hook_active":true'*) exit 0 ;; esac; ${program} check >&2 || exit 2`;
  const file = join(root, CLAUDE_SETTINGS);
  const text = await readText(file);
  const parsed = settings.safeParse(jsonOf(text ?? '{}'));
  if (!parsed.success)
    return { kind: 'refused', reason: `${CLAUDE_SETTINGS} is not what Claude Code writes: ${z.prettifyError(parsed.error)}` };
  const { hooks } = parsed.data;
  if (hooks.Stop.some((stop) => stop.hooks.some((hook) => hook.command === command))) return { kind: 'there' };
  const added = { hooks: [{ type: 'command', command, timeout: 900 }] };
  const next = `${JSON.stringify({ ...parsed.data, hooks: { ...hooks, Stop: [...hooks.Stop, added] } }, null, 2)}\n`;
  await (text === null ? createText(file, next) : replaceText(file, next));
  return { kind: 'written' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
