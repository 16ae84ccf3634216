import type { Node } from 'oxc-parser';
import { bare, isFunction, keyOf, propertyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import type { Call, Program } from './weakness.ts';

const imports = (program: Program, pattern: RegExp) => pattern.test(program.parsed.text);

/** Conditions that are taken as they came, where a database of documents is used: an object among them is an operator. */
export function isMongoQuery({ callee }: Call, argument: Node, program: Program): boolean {
  if (!imports(program, /mongo|findOne|\$where/i) || imports(program, /mongo-?sanitize|sequelize|typeorm|prisma/i)) return false;
  const value = bare(argument);
  if (callee.type !== 'MemberExpression' || propertyOf(value, 'where') !== null) return false;
  if (value.type !== 'ObjectExpression') return value.type !== 'TemplateLiteral' && value.type !== 'BinaryExpression';
  return conditionsOf(value, program).length > 0;
}

function conditionsOf(value: Node, program: Program): Node[] {
  if (value.type !== 'ObjectExpression') return [value];
  return value.properties.flatMap((one) =>
    one.type === 'Property' &&
    program.taint.of(one.value) !== null &&
    propertyOf(one.value, '$eq') === null &&
    !/^(TemplateLiteral|BinaryExpression|CallExpression)$/.test(bare(one.value).type)
      ? [one.value]
      : [],
  );
}

const MONGO =
  /\bfrom\s*['"](mongodb|mongoose|@nestjs\/mongoose|@fastify\/mongodb|monk|mongoist)['"]|\b(require|import)\(['"](mongodb|mongoose|@fastify\/mongodb|monk|mongoist)['"]\)/;

/** One whose value is an object if a client says so, and nothing between has asked whether it is: a login without a password. */
export function isOpenMongoQuery(call: Call, argument: Node, program: Program): boolean {
  if (!MONGO.test(program.parsed.text) || !isMongoQuery(call, argument, program)) return false;
  return conditionsOf(bare(argument), program).some((one) => {
    const source = program.taint.of(one)?.source;
    return source !== undefined && isOfBody(source, program) && !isValidated(source, program);
  });
}

/** A field of what came as JSON; those of an address, a header or a cookie are texts. */
function isOfBody(source: Node, { bindings }: Program): boolean {
  const parameter = source.type === 'Identifier' ? bindings.of(source)?.parameter : null;
  // A class is what a pipe of Nest validates.
  if (parameter !== null && parameter !== undefined && parameter.decorators.length > 0)
    return parameter.decorators.includes('Body') && !isOfClass(parameter.of, parameter.index);
  const key = source.type === 'CallExpression' ? keyOf(source.callee) : keyOf(source);
  return /^(body|payload|json|readBody)$/.test(key ?? '') || (source.type === 'Identifier' && source.name === 'body');
}

function isOfClass(made: Node, index: number): boolean {
  const parameter = isFunction(made) && 'params' in made && Array.isArray(made.params) ? (made.params as Node[])[index] : undefined;
  if (parameter === undefined || !('typeAnnotation' in parameter)) return false;
  const annotation = parameter.typeAnnotation as (Node & { readonly typeAnnotation?: Node }) | null;
  return annotation?.typeAnnotation?.type === 'TSTypeReference' || annotation?.typeAnnotation?.type === 'TSStringKeyword';
}

/**
 * The route names something beside its handler that says of itself that it validates, or has a schema: `app.post('/', validate(login), handler)`,
 * `app.route({ schema, handler })`. What the path is called says nothing.
 */
function isValidated(source: Node, { bindings, parsed }: Program): boolean {
  for (let around = bindings.functionAround(source); around !== null; around = bindings.functionAround(around)) {
    if (besideHandler(around, bindings).some(({ start, end }) => VALIDATES.test(parsed.text.slice(start, end).replace(TEXTS, "''"))))
      return true;
  }
  return false;
}

const VALIDATES = /valid|schema|celebrate|sanit|\b(joi|zod|body|check)\b/i;
const TEXTS = /'[^']*'|"[^"]*"|`[^`]*`/g;

/** The other arguments of the call that a handler is given to, or the other properties of the object that it is in. */
function besideHandler(handler: Node, bindings: Program['bindings']): Node[] {
  const parent = bindings.parentOf(handler);
  if (parent?.type === 'CallExpression') return parent.arguments.filter((one) => one !== handler).map((one) => meantBy(one, bindings));
  const object = parent?.type === 'Property' ? bindings.parentOf(parent) : null;
  if (object?.type !== 'ObjectExpression' || bindings.parentOf(object)?.type !== 'CallExpression') return [];
  return object.properties.filter((one) => one !== parent);
}
