import { stepsOf, valueAt } from '../../definitions/json-pointer.ts';
import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import { uriDecoded } from '../../definitions/uri-decoded.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged } from './side.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);
const MAX_LINKS = 20;

type Say = (steps: readonly string[], message: string, isKey?: boolean) => void;

interface Operation {
  readonly path: string;
  readonly steps: readonly string[];
  readonly value: JsonObject;
  /** Of its path item and its own; null where one of them is in another file. */
  readonly parameters: readonly Parameter[] | null;
}

interface Parameter {
  readonly name: string;
  readonly place: string;
  readonly steps: readonly string[];
}

/** What an OpenAPI document says in one place and not in another, which its schema cannot express. */
export function inconsistencies({ path, document }: Judged): Sighting[] {
  const sightings: Sighting[] = [];
  const say: Say = (steps, message, isKey = false) =>
    void sightings.push({ rule: 'inconsistent-definition', path, range: rangeAt(document, steps, isKey), code: message, message });
  const { value } = document;
  if (!isObject(value)) return sightings;
  const operations = operationsOf(value);
  samePaths(value, say);
  sameOperationIds(operations, say);
  for (const operation of operations) templateParameters(operation, say);
  repeatedParameters(value, say);
  unknownSecurity(value, operations, say);
  return sightings;
}

function operationsOf(root: JsonObject): Operation[] {
  const paths = root['paths'];
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item) || !path.startsWith('/')) return [];
    const shared = typeof item['$ref'] === 'string' ? null : parametersOf(root, item['parameters'], ['paths', path, 'parameters']);
    return Object.entries(item).flatMap(([method, value]) => {
      if (!METHODS.has(method) || !isObject(value)) return [];
      const steps = ['paths', path, method];
      const own = parametersOf(root, value['parameters'], [...steps, 'parameters']);
      return [{ path, steps, value, parameters: shared === null || own === null ? null : [...shared, ...own] }];
    });
  });
}

function parametersOf(root: JsonObject, list: Json | undefined, steps: readonly string[]): Parameter[] | null {
  if (!isList(list)) return [];
  const parameters: Parameter[] = [];
  for (const [index, held] of list.entries()) {
    const parameter = behindReferences(root, held);
    if (parameter === null) return null;
    const { name, in: place } = parameter;
    if (typeof name === 'string' && typeof place === 'string') parameters.push({ name, place, steps: [...steps, String(index)] });
  }
  return parameters;
}

/** Null where it is in another file, or nowhere, which is said elsewhere. */
function behindReferences(root: JsonObject, held: Json | undefined): JsonObject | null {
  let value = held;
  for (let links = 0; links < MAX_LINKS && isObject(value); links += 1) {
    const reference = value['$ref'];
    if (typeof reference !== 'string') return value;
    const fragment = reference.startsWith('#') ? uriDecoded(reference.slice(1)) : null;
    const steps = fragment === null ? null : stepsOf(fragment);
    value = steps === null ? undefined : valueAt(root, steps);
  }
  return null;
}

function samePaths({ paths }: JsonObject, say: Say): void {
  const known = new Map<string, string>();
  for (const path of isObject(paths) ? Object.keys(paths) : []) {
    const shape = path.replace(/\{[^{}]*\}/g, '{}');
    const other = known.get(shape);
    if (other !== undefined && shape !== path)
      say(['paths', path], `${path} is the same path as ${other}: only the names in it differ`, true);
    else known.set(shape, path);
  }
}

function sameOperationIds(operations: readonly Operation[], say: Say): void {
  const known = new Map<string, Operation>();
  for (const operation of operations) {
    const { operationId } = operation.value;
    if (typeof operationId !== 'string') continue;
    const other = known.get(operationId);
    const place = (one: Operation) => one.steps.slice(1).toReversed().join(' ');
    if (other !== undefined) say([...operation.steps, 'operationId'], `the operationId ${operationId} is that of ${place(other)} too`);
    else known.set(operationId, operation);
  }
}

function templateParameters({ path, steps, parameters }: Operation, say: Say): void {
  if (parameters === null) return;
  const named = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const declared = parameters.filter(({ place }) => place === 'path');
  for (const name of new Set(named))
    if (!declared.some((one) => one.name === name)) say(steps, `{${name}} of the path ${path} is declared by no parameter`, true);
  for (const { name, steps: at } of declared)
    if (!named.includes(name)) say(at, `the path parameter ${JSON.stringify(name)} is not in the path ${path}`);
}

/** Those of a path and of an operation are two lists: the operation's own stand in place of the path's. */
function repeatedParameters(root: JsonObject, say: Say): void {
  for (const [path, item] of Object.entries(isObject(root['paths']) ? root['paths'] : {})) {
    const lists = [[], ...[...METHODS].map((method) => [method])].map((steps) => ['paths', path, ...steps, 'parameters']);
    for (const steps of isObject(item) ? lists : []) {
      const known = new Set<string>();
      for (const { name, place, steps: at } of parametersOf(root, valueAt(root, steps), steps) ?? []) {
        // Names of headers are the same in capitals.
        const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
        if (known.has(key)) say(at, `the ${place} parameter ${JSON.stringify(name)} stands in this list before`);
        known.add(key);
      }
    }
  }
}

function unknownSecurity(root: JsonObject, operations: readonly Operation[], say: Say): void {
  const components = root['components'];
  const schemes = root['securityDefinitions'] ?? (isObject(components) ? components['securitySchemes'] : undefined);
  if (isObject(components) && typeof components['$ref'] === 'string') return;
  if (isObject(schemes) && typeof schemes['$ref'] === 'string') return;
  const known = isObject(schemes) ? schemes : {};
  const lists = [{ steps: [] as readonly string[], value: root }, ...operations];
  for (const { steps, value } of lists) {
    const { security } = value;
    if (!isList(security)) continue;
    for (const [index, requirement] of security.entries()) {
      for (const name of isObject(requirement) ? Object.keys(requirement) : []) {
        // OpenAPI 3.2 also refers to one by its URI.
        if (Object.hasOwn(known, name) || /[/#]/.test(name)) continue;
        say([...steps, 'security', String(index), name], `the security scheme ${JSON.stringify(name)} is not defined`, true);
      }
    }
  }
}
