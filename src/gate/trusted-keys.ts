/** Where the public keys are whose signatures count, in the tree they are read from: always a base commit's. */
export const TRUSTED_KEYS_PATH = '.jidoka/trusted-keys';

const HEADING = '# Keys whose attestations this repository trusts: ed25519 <public key> <name>\n';

export interface NamedKey {
  /** The public half: base64 of its SPKI form. */
  readonly key: string;
  readonly name: string;
  /** Kept to be recognised: it signs nothing for a change whose base has this line. */
  readonly isRetired: boolean;
}

/** The lines of the file: `ed25519 <public key> <name>`, or `retired` in front for one that signs nothing more; `#` begins a comment. */
export function readTrustedKeys(text: string | null): NamedKey[] {
  return (text ?? '').split('\n').flatMap((line): NamedKey[] => {
    const [kind, key, ...name] = line.trim().split(/\s+/);
    if (key === undefined || (kind !== 'ed25519' && kind !== 'retired')) return [];
    return [{ key, name: name.join(' '), isRetired: kind === 'retired' }];
  });
}

/** The keys that may sign. One that any line retires may not, whatever another line says, and however either spells it. */
export function parseTrustedKeys(text: string | null): string[] {
  const keys = readTrustedKeys(text);
  const retired = new Set(keys.filter(({ isRetired }) => isRetired).map(({ key }) => keyIn(key)));
  return keys.map(({ key }) => key).filter((key) => isKey(key) && !retired.has(key));
}

/** What comes before the key itself in the SPKI form of an Ed25519 key. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SPKI_BYTES = SPKI_PREFIX.length + 32;

/** Base64 of one key can be spelled in many ways: only one of them counts. */
function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === SPKI_BYTES && bytes.subarray(0, SPKI_PREFIX.length).equals(SPKI_PREFIX) && bytes.toString('base64') === text;
}

/** The one spelling of the key that a text can be read as. */
function keyIn(text: string): string {
  return Buffer.from(text, 'base64').subarray(0, SPKI_BYTES).toString('base64');
}

/** The file with this key among those that may sign. The others' lines stay as they are. */
export function withTrustedKey(text: string | null, { key, name }: Pick<NamedKey, 'key' | 'name'>): string {
  if (parseTrustedKeys(text).includes(key)) return text ?? '';
  const kept = (text ?? HEADING).split('\n').filter((line) => !isLineOf(line, key));
  return `${kept.join('\n').replace(/\n*$/, '\n')}ed25519 ${key} ${asName(name)}\n`;
}

/** The file with this key retired; unchanged when it does not name it. */
export function withoutTrustedKey(text: string | null, key: string): string {
  return (text ?? '')
    .split('\n')
    .map((line) => (isLineOf(line, key) ? line.replace(/^(\s*)ed25519/, '$1retired') : line))
    .join('\n');
}

function isLineOf(line: string, key: string): boolean {
  const [named] = readTrustedKeys(line);
  return named !== undefined && keyIn(named.key) === key;
}

/** A name is the rest of a line: it may have spaces, but it must stay on it. */
function asName(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain === '' ? 'operator' : plain;
}
