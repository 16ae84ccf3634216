import { z } from 'zod';
import { type Dialect, event, TOOK } from './dialect.ts';

const body = z.object({ tools: z.array(z.object({ name: z.string().optional(), type: z.string() })).default([]) });

/** OpenAI's responses. */
export const responses: Dialect = {
  name: 'responses',
  isAsked: (path) => path.endsWith('/responses'),
  tools: (asked) => body.parse(asked).tools.map(({ name, type }) => name ?? type),
  answer({ text, call }, { model, streams }) {
    const said = {
      type: 'message',
      id: `msg_${crypto.randomUUID()}`,
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [] }],
    };
    const called =
      call === null
        ? []
        : [
            {
              type: 'function_call',
              id: `fc_${crypto.randomUUID()}`,
              call_id: `call_${crypto.randomUUID()}`,
              name: call.name,
              arguments: JSON.stringify(call.args),
              status: 'completed',
            },
          ];
    const output = [said, ...called];
    const usage = {
      input_tokens: TOOK.input,
      input_tokens_details: { cached_tokens: TOOK.cached },
      output_tokens: TOOK.output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: TOOK.input + TOOK.output,
    };
    const response = { id: `resp_${crypto.randomUUID()}`, object: 'response', created_at: 1, status: 'completed', model, output, usage };
    if (!streams) return JSON.stringify(response);
    const tell = (type: string, rest: object) => event({ type, ...rest }, type);
    return [
      tell('response.created', { response: { ...response, status: 'in_progress', output: [], usage: null } }),
      ...output.flatMap((item, output_index) => [
        tell('response.output_item.added', { output_index, item }),
        tell('response.output_item.done', { output_index, item }),
      ]),
      tell('response.completed', { response }),
    ].join('');
  },
};
