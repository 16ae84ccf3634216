import { z } from 'zod';
import { type Dialect, event, TOOK } from './dialect.ts';

const body = z.object({ tools: z.array(z.object({ name: z.string() })).default([]) });

/** Anthropic's messages. */
export const messages: Dialect = {
  name: 'messages',
  isAsked: (path) => path.endsWith('/messages'),
  tools: (asked) => body.parse(asked).tools.map(({ name }) => name),
  answer({ text, call }, { model, streams }) {
    const usage = {
      input_tokens: TOOK.input - TOOK.cached,
      cache_read_input_tokens: TOOK.cached,
      cache_creation_input_tokens: 0,
      output_tokens: TOOK.output,
    };
    const stop_reason = call === null ? 'end_turn' : 'tool_use';
    const message = { id: `msg_${crypto.randomUUID()}`, type: 'message', role: 'assistant', model };
    const content = [
      { type: 'text', text },
      ...(call === null ? [] : [{ type: 'tool_use', id: `toolu_${crypto.randomUUID()}`, name: call.name, input: call.args }]),
    ];
    if (!streams) return JSON.stringify({ ...message, content, stop_reason, stop_sequence: null, usage });
    const said = (type: string, rest: object = {}) => event({ type, ...rest }, type);
    const blocks = content.flatMap((block, index) => {
      const isText = 'text' in block;
      const delta = isText
        ? { type: 'text_delta', text: block.text }
        : { type: 'input_json_delta', partial_json: JSON.stringify(call?.args ?? {}) };
      return [
        said('content_block_start', { index, content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} } }),
        said('content_block_delta', { index, delta }),
        said('content_block_stop', { index }),
      ];
    });
    return [
      said('message_start', { message: { ...message, content: [], stop_reason: null, stop_sequence: null, usage } }),
      ...blocks,
      said('message_delta', { delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: TOOK.output } }),
      said('message_stop'),
    ].join('');
  },
};
