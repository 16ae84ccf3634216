import type { ProtoEnum, ProtoEnumValue } from '../../../formats/protobuf/proto-file.ts';
import type { SayProto } from './compare-fields.ts';
import { isReserved, lostReservations } from './reserved.ts';

export function compareEnums(base: ProtoEnum, head: ProtoEnum, say: SayProto): void {
  const before = Map.groupBy(base.values, ({ number }) => number);
  const after = Map.groupBy(head.values, ({ number }) => number);
  const byName = new Map(head.values.map((value) => [value.name, value]));
  const [was, is] = [base.values[0], head.values[0]];
  // Where 0 has to be the first, it is the first on both sides.
  if (was !== undefined && is !== undefined && was.number !== is.number)
    say('default-changed', is.at, `is ${is.name} when it is left out, and was ${was.name}`);
  for (const [number, values] of before) {
    const now = after.get(number) ?? [];
    const gone = values.filter(({ name }) => !now.some((one) => one.name === name));
    const [first] = now;
    if (gone.length === 0) continue;
    const names = gone.map(({ name }) => name).join(', ');
    if (first !== undefined) say('value-renamed', first.at, `has ${first.name} = ${number}, which was called ${names}`);
    else for (const { name } of gone) removed({ name, number }, { head, moved: byName.get(name), say });
  }
  for (const { name, number, at } of head.values) {
    if (!before.has(number) && isReserved(base.reserved, { name, number }))
      say('reserved-reused', at, `has ${name} = ${number}, which was reserved so that nobody takes it again`);
  }
  for (const one of lostReservations(base.reserved, head.reserved, new Set(head.values.flatMap(({ number, name }) => [number, name]))))
    say('reserved-removed', head.at, `does not reserve ${one} any more`);
}

function removed(
  { name, number }: Pick<ProtoEnumValue, 'name' | 'number'>,
  { head, moved, say }: { readonly head: ProtoEnum; readonly moved: ProtoEnumValue | undefined; readonly say: SayProto },
): void {
  if (moved !== undefined) return say('value-renumbered', moved.at, `has ${name} = ${moved.number}, which was ${number}`);
  const isKept = isReserved(head.reserved, { number }) && isReserved(head.reserved, { name });
  if (isKept) say('value-removed-reserved', head.at, `has lost ${name} = ${number}, and reserves it`);
  else say('value-removed', head.at, `has lost ${name} = ${number}, and reserves not both its number and its name`);
}
