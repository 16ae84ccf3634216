import type { ProtoMessage } from '../../../formats/protobuf/proto-file.ts';
import { compareFields, type FieldsContext } from './compare-fields.ts';
import { valueOf } from './compare-files.ts';
import type { Defined } from './proto-index.ts';
import { lostRanges, lostReservations } from './reserved.ts';

export function compareMessages(was: Defined<ProtoMessage>, is: Defined<ProtoMessage>, { say, compareTypes }: FieldsContext): void {
  const [before, after] = [was.node, is.node];
  compareFields({ ...before, file: was.file }, { ...after, file: is.file }, { say, compareTypes });
  for (const one of lostReservations(before.reserved, after.reserved, new Set(after.fields.flatMap(({ number, name }) => [number, name]))))
    say('reserved-removed', after.at, `does not reserve ${one} any more`);
  for (const one of lostRanges(before.extensionRanges, after.extensionRanges))
    say('extension-range-removed', after.at, `cannot be extended by ${one} any more`);
  const [one, other] = [before, after].map(({ options }) => valueOf(options, 'message_set_wire_format') ?? 'false');
  if (one !== other) say('message-set-changed', after.at, 'is written another way on the wire (message_set_wire_format)');
}
