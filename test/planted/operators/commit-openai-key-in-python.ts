import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfPython, madeUp } from '../requests.ts';

export default {
  title: 'Summarise with a model',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      tree,
      [
        'def summarise(text):',
        '    import openai',
        '',
        `    client = openai.OpenAI(api_key="sk-proj-${madeUp(48, ALNUM, 'openai')}")`,
        '    return client.responses.create(model="gpt-5", input=text)',
      ],
      'api_key',
    ),
} satisfies Operator;
