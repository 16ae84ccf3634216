import type { SourceName, SourcePlace } from '../../formats/token-reader.ts';
import type { PrismaAttribute, PrismaField, PrismaFile, PrismaModel, PrismaValue } from '../../formats/prisma/prisma-file.ts';
import type { PrismaSchema } from './prisma-schema.ts';
import type { RuleId } from './rules.ts';

export interface PrismaFault {
  readonly rule: RuleId;
  readonly at: SourcePlace;
  readonly message: string;
}

const SCALARS = new Set(['String', 'Boolean', 'Int', 'BigInt', 'Float', 'Decimal', 'DateTime', 'Json', 'Bytes']);
const UNIQUE = new Set(['id', 'unique']);
/** Their first argument, or `fields`, names fields of the model. */
const OF_FIELDS = new Set(['id', 'unique', 'index', 'fulltext']);

/** What Prisma refuses of one file of a schema. */
export function prismaFaults(schema: PrismaSchema, file: PrismaFile): PrismaFault[] {
  return [
    ...sameNames([...file.models, ...file.enums]),
    ...file.enums.flatMap(({ values }) => sameNames(values)),
    ...file.models.flatMap((model) => modelFaults(schema, model)),
  ];
}

function sameNames(all: readonly SourceName[]): PrismaFault[] {
  const known = new Map<string, SourceName>();
  return all.flatMap((one) => {
    const other = known.get(one.name);
    known.set(one.name, other ?? one);
    return other === undefined ? [] : [violation(one.at, `${one.name} is defined twice: on line ${other.at.line} too`)];
  });
}

function violation(at: SourcePlace, message: string): PrismaFault {
  return { rule: 'schema-violation', at, message };
}

function broken(at: SourcePlace, message: string): PrismaFault {
  return { rule: 'broken-reference', at, message };
}

function modelFaults(schema: PrismaSchema, model: PrismaModel): PrismaFault[] {
  const { name, at, kind, fields, attributes } = model;
  const isUnique = [...attributes, ...fields.flatMap((field) => field.attributes)].some((one) => UNIQUE.has(one.name));
  return [
    ...sameNames(fields),
    ...(kind === 'model' && !isUnique
      ? [violation(at, `the model ${name} has nothing that tells its rows apart: expected @id, @@id, @unique or @@unique`)]
      : []),
    ...attributes.filter((one) => OF_FIELDS.has(one.name)).flatMap((one) => unknownFields(argumentOf(one, 'fields'), model)),
    ...fields.flatMap((field) => fieldFaults(schema, model, field)),
  ];
}

function fieldFaults(schema: PrismaSchema, model: PrismaModel, field: PrismaField): PrismaFault[] {
  const { type, typeAt, attributes } = field;
  if (type === '' || SCALARS.has(type)) return [];
  const [target, chosen] = [schema.models.get(type), schema.enums.get(type)];
  if (chosen !== undefined) {
    const given = argumentOf(
      attributes.find(({ name }) => name === 'default'),
      'value',
    );
    // A function of the database may give any.
    const values = given?.kind === 'name' && given.isCall ? [] : namesIn(given);
    const unknown = values.filter(({ name }) => !chosen.values.some((value) => value.name === name));
    return unknown.map(({ name, at }) => broken(at, `${name} is no value of the enum ${type}`));
  }
  if (target !== undefined) return target.kind === 'type' ? [] : relationFaults(model, field, target, schema);
  return schema.isWhole ? [broken(typeAt, `the type ${type} is defined nowhere in the schema`)] : [];
}

function relationFaults(model: PrismaModel, field: PrismaField, target: PrismaModel, schema: PrismaSchema): PrismaFault[] {
  const relation = field.attributes.find(({ name }) => name === 'relation');
  const [own, others] = [argumentOf(relation, 'fields'), argumentOf(relation, 'references')];
  const [ownNames, otherNames] = [namesIn(own), namesIn(others)];
  const faults = [...unknownFields(own, model), ...unknownFields(others, target)];
  if (ownNames.length !== otherNames.length)
    faults.push(violation(field.at, `the relation ${field.name} has ${ownNames.length} fields and ${otherNames.length} references`));
  else if (faults.length === 0) faults.push(...ownNames.flatMap((name, index) => typeFaults(model, name, target, otherNames[index])));
  if (schema.isWhole && !hasOpposite(model, field, target))
    faults.push(violation(field.at, `the relation ${field.name} has no field on the other side, in ${target.name}`));
  return faults;
}

function typeFaults(model: PrismaModel, own: SourceName, target: PrismaModel, other: SourceName | undefined): PrismaFault[] {
  const [from, to] = [fieldOf(model, own.name), other === undefined ? undefined : fieldOf(target, other.name)];
  if (from === undefined || to === undefined || from.type === to.type) return [];
  return [violation(own.at, `${own.name} is of type ${from.type}, and ${target.name}.${to.name}, which it refers to, of type ${to.type}`)];
}

/** A model that refers to itself has two of them. */
function hasOpposite(model: PrismaModel, field: PrismaField, target: PrismaModel): boolean {
  const name = relationName(field);
  return target.fields.some(
    (one) => one.type === model.name && relationName(one) === name && !(target === model && one.name === field.name),
  );
}

function relationName({ attributes }: PrismaField): string {
  const value = argumentOf(
    attributes.find((one) => one.name === 'relation'),
    'name',
  );
  return value?.kind === 'text' ? value.value : '';
}

function fieldOf({ fields }: PrismaModel, name: string): PrismaField | undefined {
  return fields.find((field) => field.name === name);
}

function unknownFields(value: PrismaValue | undefined, model: PrismaModel): PrismaFault[] {
  return namesIn(value)
    .filter(({ name }) => fieldOf(model, name) === undefined)
    .map(({ name, at }) => broken(at, `${model.name} has no field ${name}`));
}

/** By its name, or the one without a name. */
function argumentOf(attribute: PrismaAttribute | undefined, name: string): PrismaValue | undefined {
  const all = attribute?.arguments ?? [];
  const isFirst = name !== 'references' && !(attribute?.name === 'relation' && name === 'fields');
  return (all.find((one) => one.name === name) ?? (isFirst ? all.find((one) => one.name === null) : undefined))?.value;
}

/** Of a name of a field in another, `address.street`, the first part. */
function namesIn(value: PrismaValue | undefined): SourceName[] {
  if (value?.kind === 'list') return value.items.flatMap(namesIn);
  if (value?.kind !== 'name') return [];
  return [{ name: value.value.split('.')[0] ?? '', at: value.at }];
}
