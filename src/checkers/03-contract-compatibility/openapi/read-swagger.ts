import { below, flagAt, members, type Spot, textAt } from '../spot.ts';
import type { Body, Content } from './api.ts';

interface Request {
  readonly parameters: readonly Spot[];
  readonly operation: Spot;
  readonly root: Spot;
}

/** The body of a request as version 2 writes it: a parameter, or a form of several. */
export function bodyOf2({ parameters, operation, root }: Request): Body | null {
  const types = mediaTypesOf({ operation, root, key: 'consumes' });
  const body = parameters.find((one) => textAt(one, 'in') === 'body');
  if (body !== undefined) {
    const schema = below(body, 'schema');
    const content = new Map(
      types.map(([type, named]) => [type, { at: body, named: named ?? body, schema: schema === null ? null : [schema] }]),
    );
    return { at: body, isRequired: flagAt(body, 'required'), content };
  }
  const fields = parameters.filter((one) => textAt(one, 'in') === 'formData');
  const [first] = fields;
  if (first === undefined) return null;
  const required = fields.filter((one) => flagAt(one, 'required')).map((one) => textAt(one, 'name') ?? '');
  // Each field is a parameter of its own: the object they make up is written nowhere.
  const value = {
    type: 'object',
    required,
    properties: Object.fromEntries(fields.map((one) => [textAt(one, 'name') ?? '', withoutFlag(one.value)])),
  };
  const schema: Spot = { ...first, pointer: [...operation.pointer, 'parameters'], value };
  return {
    at: first,
    isRequired: required.length > 0,
    content: new Map(types.map(([type, named]) => [type, { at: first, named: named ?? first, schema: [schema] }])),
  };
}

export function contentOf2(response: Spot, produces: readonly MediaType[]): Content {
  const schema = below(response, 'schema');
  return schema === null
    ? new Map()
    : new Map(produces.map(([type, named]) => [type, { at: response, named: named ?? response, schema: [schema] }]));
}

/** One of them, and where it is written. */
export type MediaType = readonly [string, Spot | null];

export function mediaTypesOf({ operation, root, key }: Omit<Request, 'parameters'> & { readonly key: string }): readonly MediaType[] {
  const types = members(below(operation, key) ?? below(root, key)).flatMap(([, spot]): MediaType[] =>
    typeof spot.value === 'string' ? [[spot.value.toLowerCase().replace(/\s/g, ''), spot]] : [],
  );
  // Unnamed: whatever the other side names.
  return types.length === 0 ? [['', null]] : types;
}

/** `required: true` is about the field, not a list of properties. */
function withoutFlag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'required' && key !== 'in' && key !== 'name'));
}
