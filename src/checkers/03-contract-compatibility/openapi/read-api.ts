import { below, child, flagAt, isFields, members, resolved, type Spot, textAt } from '../spot.ts';
import type { Api, Body, Content, Header, Operation, Parameter, Response } from './api.ts';
import { bodyOf2, contentOf2, type MediaType, mediaTypesOf } from './read-swagger.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Callbacks inside callbacks. */
const DEEPEST = 5;

export function readApi(root: Spot): Api {
  const info = child(root, 'info');
  const isOld = isFields(root.value) && Object.hasOwn(root.value, 'swagger');
  const components = isOld ? root : child(root, 'components');
  const schemes = components === null ? null : child(components, isOld ? 'securityDefinitions' : 'securitySchemes');
  return {
    at: root,
    title: textAt(info, 'title') ?? '',
    // An empty one says nothing.
    version: textAt(info, 'version') || null,
    basePath: isOld ? (textAt(root, 'basePath') ?? '').replace(/\/$/, '') : null,
    servers: members(child(root, 'servers')).flatMap(([, server]) => {
      const [url, at] = [textAt(server, 'url'), below(server, 'url')];
      return url === null || at === null ? [] : [{ url, at }];
    }),
    operations: operationsIn(child(root, 'paths'), root),
    webhooks: operationsIn(child(root, 'webhooks'), root),
    schemes: new Map(members(schemes).map(([name, scheme]) => [name, resolved(scheme)])),
  };
}

function operationsIn(paths: Spot | null, root: Spot, depth = 0): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const [path, written] of members(paths)) {
    if (path.startsWith('x-')) continue;
    const item = resolved(written);
    for (const [method, operation] of members(item)) {
      if (!METHODS.has(method)) continue;
      const name = `${method.toUpperCase()} ${path}`;
      operations.set(nameless(name), operationOf({ name, at: resolved(operation), item, root, depth }));
    }
  }
  return operations;
}

function nameless(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/(.)\/$/, '$1');
}

interface Written {
  readonly name: string;
  readonly at: Spot;
  readonly item: Spot;
  readonly root: Spot;
  readonly depth: number;
}

function operationOf({ name, at, item, root, depth }: Written): Operation {
  const parameters = [...members(child(item, 'parameters')), ...members(child(at, 'parameters'))].map(([, one]) => resolved(one));
  const callbacks = depth >= DEEPEST ? [] : members(child(at, 'callbacks'));
  const stability = textAt(at, 'x-stability-level');
  return {
    name,
    at,
    parameters: new Map(
      parameters
        .filter((one) => !['body', 'formData'].includes(textAt(one, 'in') ?? ''))
        .map((one) => parameterOf(one))
        .map((one) => [
          one.in === 'path' ? `path ${positionOf(one.name, name)}` : `${one.in} ${one.in === 'header' ? one.name.toLowerCase() : one.name}`,
          one,
        ]),
    ),
    body: bodyOf(at) ?? bodyOf2({ parameters, operation: at, root }),
    responses: new Map(
      members(child(at, 'responses'))
        .filter(([status]) => !status.startsWith('x-'))
        .map(([status, one]) => [status.toUpperCase(), responseOf(resolved(one), mediaTypesOf({ operation: at, root, key: 'produces' }))]),
    ),
    callbacks: new Map(
      callbacks.flatMap(([event, one]) =>
        [...operationsIn(resolved(one), root, depth + 1)].map(([key, operation]) => [`${event} ${key}`, operation]),
      ),
    ),
    security: securityOf(below(at, 'security') ?? below(root, 'security')),
    isDeprecated: flagAt(at, 'deprecated'),
    sunset: textAt(at, 'x-sunset'),
    isDraft: stability === 'draft' || stability === 'alpha',
  };
}

/** The position of a path parameter: what it is called matters to nobody outside. */
function positionOf(parameter: string, path: string): string {
  const position = [...path.matchAll(/\{([^{}]*)\}/g)].findIndex(([, name]) => name === parameter);
  return position === -1 ? parameter : String(position + 1);
}

function parameterOf(at: Spot): Parameter {
  const place = textAt(at, 'in') ?? '';
  const [media] = [...contentOf(child(at, 'content')).values()];
  const schema = below(at, 'schema');
  // Version 2 writes the schema into the parameter itself.
  const own = below(at, 'type') === null ? null : [at];
  const styleDefault = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = textAt(at, 'style') ?? styleDefault;
  return {
    name: textAt(at, 'name') ?? '',
    in: place,
    at,
    isRequired: flagAt(at, 'required') || place === 'path',
    schema: schema === null ? (media?.schema ?? own) : [schema],
    style: JSON.stringify([style, below(at, 'explode')?.value ?? style === 'form', below(at, 'collectionFormat')?.value ?? 'csv']),
    mayBeEmpty: flagAt(at, 'allowEmptyValue'),
  };
}

function bodyOf(operation: Spot): Body | null {
  const at = child(operation, 'requestBody');
  return at === null ? null : { at, isRequired: flagAt(at, 'required'), content: contentOf(child(at, 'content')) };
}

function contentOf(content: Spot | null): Content {
  return new Map(
    members(content).map(([type, written]) => {
      const at = resolved(written);
      const schema = below(at, 'schema');
      return [type.toLowerCase().replace(/\s/g, ''), { at, named: written, schema: schema === null ? null : [schema] }];
    }),
  );
}

function responseOf(at: Spot, produces: readonly MediaType[]): Response {
  return {
    at,
    headers: new Map(members(child(at, 'headers')).map(([name, one]) => [name.toLowerCase(), headerOf(resolved(one))])),
    content: below(at, 'content') === null ? contentOf2(at, produces) : contentOf(child(at, 'content')),
  };
}

function headerOf(at: Spot): Header {
  const schema = below(at, 'schema') ?? (below(at, 'type') === null ? null : at);
  return { at, isRequired: flagAt(at, 'required'), schema: schema === null ? null : [schema], isExploded: flagAt(at, 'explode') };
}

function securityOf(written: Spot | null): Operation['security'] {
  const alternatives = members(written).map(([, one]) => new Map(members(one).map(([scheme, scopes]) => [scheme, textsIn(scopes)])));
  // One that asks for nothing lets everybody in.
  return alternatives.length === 0 || alternatives.some(({ size }) => size === 0) ? null : alternatives;
}

function textsIn({ value }: Spot): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
