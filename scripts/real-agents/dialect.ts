/** How a program asks a model, and what it wants to hear: one folder-mate for each of the interfaces real agents speak. */
export interface Dialect {
  readonly name: string;
  /** Whether a request's path is this interface's. */
  isAsked(path: string): boolean;
  /** Names of the tools the agent offers. */
  tools(body: unknown): readonly string[];
  answer(reply: Reply, asked: { readonly model: string; readonly streams: boolean }): string;
}

/** What the stand-in for a model says: some text, and perhaps one call of a tool. */
export interface Reply {
  readonly text: string;
  readonly call: { readonly name: string; readonly args: Readonly<Record<string, unknown>> } | null;
}

/** What every answer says it took: a thousand tokens in, 800 of them cached, 50 out. */
export const TOOK = { input: 1000, cached: 800, output: 50 } as const;

/** One server-sent event. */
export function event(data: unknown, type?: string): string {
  return `${type === undefined ? '' : `event: ${type}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
}
