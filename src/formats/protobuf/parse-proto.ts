import { type SourcePlace, Unparsable } from '../token-reader.ts';
import type { ProtoFile, ProtoImport, ProtoMessageType, ProtoMethod, ProtoOption, ProtoService } from './proto-file.ts';
import { type OpenScope, openScope, readScoped } from './parse-proto-message.ts';
import { readOption } from './parse-proto-option.ts';
import { ProtoReader } from './proto-reader.ts';

export type ProtoReading =
  | { readonly file: ProtoFile; readonly problem: null }
  /** It does not parse. */
  | { readonly file: null; readonly problem: { readonly message: string; readonly at: SourcePlace } };

/** Reads the text of a `.proto` file: proto2, proto3 and editions. What it means is another question: unknown types are no fault here. */
export function parseProto(text: string): ProtoReading {
  try {
    return { file: readFile(new ProtoReader(text)), problem: null };
  } catch (error) {
    if (!(error instanceof Unparsable)) throw error;
    return { file: null, problem: { message: error.message, at: error.at } };
  }
}

interface OpenFile extends OpenScope {
  syntax: ProtoFile['syntax'];
  syntaxAt: SourcePlace | null;
  package: string;
  packageAt: SourcePlace | null;
  readonly imports: ProtoImport[];
  readonly services: ProtoService[];
  readonly options: ProtoOption[];
}

function readFile(reader: ProtoReader): ProtoFile {
  const file: OpenFile = {
    ...openScope(),
    syntax: 'proto2',
    syntaxAt: null,
    package: '',
    packageAt: null,
    imports: [],
    services: [],
    options: [],
  };
  if (reader.isAt('syntax') || reader.isAt('edition')) {
    file.syntaxAt = reader.token.at;
    file.syntax = readSyntax(reader);
  }
  while (reader.token.kind !== 'end') if (!reader.takeIf(';')) readStatement(reader, file);
  return file;
}

function readSyntax(reader: ProtoReader): ProtoFile['syntax'] {
  const isEdition = reader.take().value === 'edition';
  reader.expect('=');
  const { name, at } = reader.text('a text');
  reader.expect(';');
  if (isEdition) return 'editions';
  if (name !== 'proto2' && name !== 'proto3')
    throw new Unparsable(`expected the syntax proto2 or proto3, found ${JSON.stringify(name)}`, at);
  return name;
}

function readStatement(reader: ProtoReader, file: OpenFile): void {
  if (readScoped(reader, file)) return;
  if (reader.takeIf('option')) return void file.options.push(readOption(reader));
  if (reader.takeIf('service')) return void file.services.push(readService(reader));
  if (file.package === '' && reader.takeIf('package')) {
    const { name, at } = reader.dotted('the name of a package');
    [file.package, file.packageAt] = [name, at];
  } else if (reader.takeIf('import')) {
    const kind = reader.token.kind === 'word' ? reader.take().value : '';
    const { name: path, at } = reader.text('the path of a file');
    file.imports.push({ path, at, isPublic: kind === 'public' });
  } else reader.fail(file.package === '' ? 'a definition' : 'a definition, and no other package');
  reader.expect(';');
}

function readService(reader: ProtoReader): ProtoService {
  const named = reader.word('the name of a service');
  const methods: ProtoMethod[] = [];
  const options: ProtoOption[] = [];
  reader.block(() => {
    if (reader.takeIf('option')) options.push(readOption(reader));
    else {
      reader.expect('rpc');
      methods.push(readMethod(reader));
    }
  });
  return { ...named, methods, options };
}

function readMethod(reader: ProtoReader): ProtoMethod {
  const named = reader.word('the name of a method');
  const input = readMessageType(reader);
  reader.expect('returns');
  const output = readMessageType(reader);
  const options: ProtoOption[] = [];
  if (reader.isAt('{')) {
    reader.block(() => {
      reader.expect('option');
      options.push(readOption(reader));
    });
  } else reader.expect(';');
  return { ...named, input, output, options };
}

function readMessageType(reader: ProtoReader): ProtoMessageType {
  reader.expect('(');
  // A message may be called so too.
  const isStream = reader.isAt('stream') && reader.ahead(1).value !== ')' ? reader.takeIf('stream') : false;
  const { name: type, at } = reader.dotted('the name of a message');
  reader.expect(')');
  return { type, at, isStream };
}
