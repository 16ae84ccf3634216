import type { Operator } from '../operator.ts';
import { apiEntry, takeEntry } from '../openapi.ts';

/** A schema beside the example that is referred to in the same place. */
const PAIR = /"schema":\{"\$ref":"#\/components\/schemas\/(\w+)"\},"examples":\{"\w+":\{"\$ref":"#\/components\/examples\/(\w+)"\}/gu;

export default {
  title: 'Shorten an example',
  checkers: [1],
  plant(tree) {
    const entry = apiEntry(tree, ({ keys: [first, second, example, value, key = ''], keys, api }) => {
      if (first !== 'components' || second !== 'examples' || value !== 'value' || keys.length !== 5) return false;
      const [, schema = ''] = [...JSON.stringify(api['paths']).matchAll(PAIR)].find(([, , name]) => name === example) ?? [];
      const { schemas = {} } = api['components'] as { schemas?: Record<string, { required?: readonly string[] }> };
      return schemas[schema]?.required?.includes(key) === true;
    });
    return entry === null ? null : takeEntry(entry);
  },
} satisfies Operator;
