import { apiEntry, takeEntry, answeredOnly } from '../openapi.ts';
import type { Operator } from '../operator.ts';

type Schemas = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** In the older kind of document, what no list of parameters refers to; its schemas ask for nothing of each other. */
const onlyAnswered = (api: Readonly<Record<string, unknown>>, name: string) =>
  api['definitions'] === undefined
    ? answeredOnly(api).has(name)
    : JSON.stringify(api['paths']).includes(`"200":{"description":"A successful response.","schema":{"$ref":"#/definitions/${name}"}`) &&
      !JSON.stringify(api).includes(`"in":"body","required":true,"schema":{"$ref":"#/definitions/${name}"}`);

export default {
  title: 'Answer with less',
  checkers: [3],
  plant(tree) {
    const entry = apiEntry(tree, ({ keys, parent, api }) => {
      const name = keys.at(-3) ?? '';
      const isSchema = keys[0] === 'definitions' ? keys.length === 4 : keys[1] === 'schemas' && keys.length === 5;
      if (!isSchema || keys.at(-2) !== 'properties' || Object.keys(parent).length < 2) return false;
      const { required = [] } = ((api['definitions'] ?? (api['components'] as Schemas).schemas) as Schemas)[name] ?? {};
      return !(required as readonly string[]).includes(keys.at(-1) ?? '') && onlyAnswered(api, name);
    });
    return entry === null ? null : takeEntry(entry);
  },
} satisfies Operator;
