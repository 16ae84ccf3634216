import { isList, isObject, type JsonObject } from '../../definitions/json-value.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto } from './say.ts';
import { ANY, listOf, mapOf, objectOf, type Shape, TEXT, TRUTH, wordOf } from './shape.ts';
import type { Judged } from './side.ts';

const FORM = /^\.github\/ISSUE_TEMPLATE\/(?!config\.ya?ml$)[^/]+\.ya?ml$/i;
const ACTION = /(?:^|\/)action\.ya?ml$/;

const ELEMENT = objectOf({
  type: wordOf('markdown', 'input', 'textarea', 'dropdown', 'checkboxes', 'upload'),
  id: ANY,
  attributes: objectOf({
    label: ANY,
    description: ANY,
    placeholder: ANY,
    value: ANY,
    render: ANY,
    multiple: TRUTH,
    options: ANY,
    default: ANY,
  }),
  validations: objectOf({ required: TRUTH, accept: ANY }),
  visible: ANY,
});
const INPUT = objectOf({ description: ANY, required: ANY, default: ANY, deprecationMessage: ANY, type: ANY, options: ANY });

/** What GitHub refuses a form for issues and an action for. */
export function formFaults(judged: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const { value } = judged.document;
  if (!isObject(value)) return sightings;
  const say = sayInto(sightings, judged);
  if (FORM.test(judged.path)) issueFormFaults(value, say);
  if (ACTION.test(judged.path) && ['inputs', 'outputs', 'runs', 'description'].filter((key) => value[key] !== undefined).length > 1)
    actionFaults(value, say);
  return sightings;
}

function issueFormFaults(value: JsonObject, say: Say): void {
  for (const key of ['name', 'description', 'body'])
    if (value[key] === undefined) say('schema-violation', [], `a form has no ${JSON.stringify(key)}`, true);
  const { body } = value;
  if (body !== undefined) listOf(ELEMENT)(body, ['body'], say);
  const ids = new Set<string>();
  for (const [index, element] of (isList(body) ? body : []).entries()) {
    if (!isObject(element)) continue;
    const { type, id, attributes } = element;
    const at = ['body', String(index)];
    if (typeof id === 'string' && ids.has(id))
      say('inconsistent-definition', [...at, 'id'], `another element has the id ${JSON.stringify(id)}`);
    if (typeof id === 'string') ids.add(id);
    const needed = type === 'markdown' ? ['value'] : ['label', ...(type === 'dropdown' || type === 'checkboxes' ? ['options'] : [])];
    const held = isObject(attributes) ? attributes : {};
    for (const key of needed)
      if (held[key] === undefined || (isList(held[key]) && held[key].length === 0))
        say('schema-violation', [...at, 'type'], `an element of the type ${String(type)} has no ${JSON.stringify(key)}`);
  }
}

function actionFaults(value: JsonObject, say: Say): void {
  const { runs, inputs } = value;
  if (runs === undefined) say('schema-violation', [], 'an action has no "runs"', true);
  if (inputs !== undefined) mapOf(INPUT)(inputs, ['inputs'], say);
  if (!isObject(runs)) return;
  const using = runs['using'];
  const isKnown: Shape = (held, steps, to) =>
    typeof held === 'string' && /^node\d+$/.test(held) ? undefined : wordOf('composite', 'docker', 'node20')(held, steps, to);
  if (using === undefined) say('schema-violation', ['runs'], '"runs" has no "using"', true);
  else isKnown(using, ['runs', 'using'], say);
  for (const key of ['main', 'image', 'shell']) if (runs[key] !== undefined) TEXT(runs[key], ['runs', key], say);
  const { steps } = runs;
  for (const [index, step] of (using === 'composite' && isList(steps) ? steps : []).entries())
    if (isObject(step) && step['run'] !== undefined && step['shell'] === undefined)
      say('schema-violation', ['runs', 'steps', String(index), 'run'], 'a step of an action that runs something says its "shell"', true);
}
