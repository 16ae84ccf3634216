import { scanXml } from '../scan-xml.ts';

/** What Gradle's `verification-metadata.xml` holds what is fetched against. */
export interface GradleVerification {
  readonly looksAtHashes: boolean;
  readonly looksAtSignatures: boolean;
  /** What is not looked at. */
  readonly trusted: readonly Trusted[];
  /** By `group:name:version file`, then by algorithm. */
  readonly hashes: ReadonlyMap<string, ReadonlyMap<string, Hashes>>;
}

export interface Trusted {
  /** Its attributes, as they are written. */
  readonly text: string;
  readonly isAll: boolean;
  readonly line: number;
}

export interface Hashes {
  readonly values: ReadonlySet<string>;
  readonly line: number;
}

const MAX_ELEMENTS = 1_000_000;
const ALGORITHMS = new Set(['md5', 'sha1', 'sha256', 'sha512']);
const LIMITS = ['group', 'name', 'version', 'file'];

/** AdapterError where it is no plain XML. */
export function readGradleVerification(source: string): GradleVerification {
  const settings = new Map<string, string>();
  const trusted: Trusted[] = [];
  const hashes = new Map<string, Map<string, { readonly values: Set<string>; readonly line: number }>>();
  let [component, file, algorithm, inner] = ['', '', '', ''];
  let [line, seen] = [1, 0];
  const lineAt = (at: number) => {
    for (let next = source.indexOf('\n', seen); next !== -1 && next < at; next = source.indexOf('\n', next + 1)) {
      line += 1;
      seen = next + 1;
    }
    return line;
  };
  scanXml(
    source,
    {
      open(name, attributes, at) {
        inner = name;
        const get = (key: string) => attributes.get(key) ?? '';
        if (name === 'component') component = ['group', 'name', 'version'].map(get).join(':');
        else if (name === 'artifact') file = get('name');
        else if (name === 'trust') trusted.push({ ...trustOf(attributes), line: lineAt(at) });
        else if (ALGORITHMS.has(name)) algorithm = name;
        if (!ALGORITHMS.has(name) && name !== 'also-trust') return;
        const key = `${component} ${file}`;
        const own = hashes.get(key) ?? new Map<string, { readonly values: Set<string>; readonly line: number }>();
        hashes.set(key, own);
        const one = own.get(algorithm) ?? { values: new Set<string>(), line: lineAt(at) };
        own.set(algorithm, one);
        one.values.add(get('value').toLowerCase());
      },
      text(said) {
        if (inner === 'verify-metadata' || inner === 'verify-signatures') settings.set(inner, `${settings.get(inner) ?? ''}${said}`.trim());
      },
      close() {
        inner = '';
      },
    },
    { maxElements: MAX_ELEMENTS, mayHaveInstructions: true },
  );
  return {
    looksAtHashes: settings.get('verify-metadata') !== 'false',
    looksAtSignatures: settings.get('verify-signatures') === 'true',
    trusted,
    hashes,
  };
}

function trustOf(attributes: ReadonlyMap<string, string>): Pick<Trusted, 'text' | 'isAll'> {
  const limits = LIMITS.flatMap((key) => (attributes.has(key) ? [`${key} ${attributes.get(key)}`] : []));
  const isAll = LIMITS.every((key) => /^(?:[\^(]*\.[*+][)$]*)?$/.test(attributes.get(key) ?? ''));
  return { text: limits.join(', '), isAll };
}
