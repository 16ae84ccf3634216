import type { ProtoOption } from './proto-file.ts';
import type { ProtoReader } from './proto-reader.ts';

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '<': '>' };

/** What follows the word `option`. */
export function readOption(reader: ProtoReader): ProtoOption {
  const option = readAssignment(reader);
  reader.expect(';');
  return option;
}

/** `[a = 1, (b.c).d = "e"]`, if it is there. */
export function readFieldOptions(reader: ProtoReader): ProtoOption[] {
  const options: ProtoOption[] = [];
  if (!reader.takeIf('[')) return options;
  do options.push(readAssignment(reader));
  while (reader.takeIf(','));
  reader.expect(']');
  return options;
}

function readAssignment(reader: ProtoReader): ProtoOption {
  const { at } = reader.token;
  let name = '';
  do {
    if (name !== '') name += '.';
    if (reader.takeIf('(')) {
      name += `(${reader.dotted('the name of an option').name})`;
      reader.expect(')');
    } else name += reader.word('the name of an option').name;
  } while (reader.takeIf('.'));
  reader.expect('=');
  return { name, at, value: readConstant(reader) };
}

function readConstant(reader: ProtoReader): string {
  const { kind, value } = reader.token;
  if (kind === 'text') return reader.text('a value').name;
  if (value === '{') return readAggregate(reader);
  const sign = reader.takeIf('-') ? '-' : reader.takeIf('+') ? '+' : '';
  if (reader.token.kind !== 'word' && reader.token.kind !== 'number') reader.fail('a value');
  return sign + reader.take().value;
}

/** Text format, which is kept as it is: nobody here asks what is in it. */
function readAggregate(reader: ProtoReader): string {
  const parts: string[] = [];
  const open: string[] = [];
  do {
    const { kind, value } = reader.token;
    if (kind === 'end') reader.fail(`"${open.at(-1) ?? '}'}"`);
    const closing = kind === 'sign' ? CLOSING[value] : undefined;
    if (closing !== undefined) open.push(closing);
    else if (kind === 'sign' && /[}\]>]/.test(value) && open.pop() !== value) reader.fail('the brackets to close as they were opened');
    parts.push(kind === 'text' ? JSON.stringify(value) : value);
    reader.take();
  } while (open.length > 0);
  return parts.join(' ');
}
