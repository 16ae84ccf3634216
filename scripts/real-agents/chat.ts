import { z } from 'zod';
import { type Dialect, event, TOOK } from './dialect.ts';

const body = z.object({ tools: z.array(z.object({ function: z.object({ name: z.string() }) })).default([]) });

/** OpenAI's chat completions, which nearly everybody else speaks too. */
export const chat: Dialect = {
  name: 'chat',
  isAsked: (path) => path.endsWith('/chat/completions'),
  tools: (asked) => body.parse(asked).tools.map((tool) => tool.function.name),
  answer({ text, call }, { model, streams }) {
    const usage = {
      prompt_tokens: TOOK.input,
      completion_tokens: TOOK.output,
      total_tokens: TOOK.input + TOOK.output,
      prompt_tokens_details: { cached_tokens: TOOK.cached },
    };
    const finish_reason = call === null ? 'stop' : 'tool_calls';
    const completion = { id: `chatcmpl-${crypto.randomUUID()}`, created: 1, model };
    const tool_calls =
      call === null
        ? []
        : [
            {
              index: 0,
              id: `call_${crypto.randomUUID()}`,
              type: 'function',
              function: { name: call.name, arguments: JSON.stringify(call.args) },
            },
          ];
    const message = { role: 'assistant', content: text, ...(call === null ? {} : { tool_calls }) };
    if (!streams)
      return JSON.stringify({ ...completion, object: 'chat.completion', choices: [{ index: 0, message, finish_reason }], usage });
    const chunk = (rest: object) => event({ ...completion, object: 'chat.completion.chunk', ...rest });
    return [
      chunk({ choices: [{ index: 0, delta: message, finish_reason: null }] }),
      chunk({ choices: [{ index: 0, delta: {}, finish_reason }] }),
      chunk({ choices: [], usage }),
      event('[DONE]'),
    ].join('');
  },
};
