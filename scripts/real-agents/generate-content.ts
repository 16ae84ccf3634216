import { z } from 'zod';
import { type Dialect, event, TOOK } from './dialect.ts';

const body = z.object({
  tools: z.array(z.object({ functionDeclarations: z.array(z.object({ name: z.string() })).default([]) })).default([]),
});

/** Google's generateContent; whether it streams is in the path. */
export const generateContent: Dialect = {
  name: 'generateContent',
  isAsked: (path) => /:(streamGenerate|generate)Content$/.test(path),
  tools: (asked) => body.parse(asked).tools.flatMap(({ functionDeclarations }) => functionDeclarations.map(({ name }) => name)),
  answer({ text, call }, { model, streams }) {
    const answer = {
      candidates: [
        {
          index: 0,
          content: { role: 'model', parts: [{ text }, ...(call === null ? [] : [{ functionCall: call }])] },
          finishReason: 'STOP',
        },
      ],
      usageMetadata: {
        promptTokenCount: TOOK.input,
        cachedContentTokenCount: TOOK.cached,
        candidatesTokenCount: TOOK.output,
        totalTokenCount: TOOK.input + TOOK.output,
      },
      modelVersion: model,
    };
    return streams ? event(answer) : JSON.stringify(answer);
  },
};
