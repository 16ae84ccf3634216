import { partsOf, type PythonCall, type PythonNode, wholeText } from './python-expression.ts';
import { pythonName, type PythonProgram } from './python-program.ts';
import { saysItMakesSecret } from '../sast/weak-crypto.ts';
import { givenHeaders, openCookie } from './python-answers.ts';
import { isFalse, isTrue, keyword } from './python-arguments.ts';
import { openedXml } from './python-xml.ts';
import type { PythonFound, PythonPattern, PythonPlace } from './python-rules.ts';

const isNamed = (node: PythonNode | null, wanted: RegExp, { program }: PythonPlace) =>
  node !== null && wanted.test(pythonName(node, program.imports));

const brokenHash: PythonPattern = (call, name) => {
  const primitive = /^cryptography\.hazmat\.primitives\.hashes\.(MD5|SHA1)$/.exec(name)?.[1];
  if (primitive !== undefined) return { rule: 'weak-hash', message: `${primitive} is broken`, remediation: 'Use SHA-256.', isMild: true };
  const hash =
    /^hashlib\.(md4|md5|sha1)$/.exec(name)?.[1] ??
    (name === 'hashlib.new' ? (wholeText(call.arguments[0]?.value)?.toLowerCase() ?? '') : '');
  if (!/^(md4|md5|sha-?1)$/.test(hash) || isFalse(keyword(call, 'usedforsecurity'))) return null;
  const isOfPassword = mentionsPassword({ kind: 'group', parts: call.arguments.map(({ value }) => value) });
  return {
    rule: 'weak-hash',
    message: `${hash} is broken${isOfPassword ? ', and protects no password' : ''}`,
    isMild: !isOfPassword,
    remediation:
      'Use `hashlib.sha256`, and for passwords `hashlib.scrypt` or argon2; where nothing depends on it say `usedforsecurity=False`.',
  };
};

function mentionsPassword(node: PythonNode): boolean {
  const name = node.kind === 'name' || node.kind === 'attribute' ? node.name : '';
  return /pass(word|wd|phrase)|pwd|credential/i.test(name) || partsOf(node).some(mentionsPassword);
}

const brokenCipher: PythonPattern = (call, name, place) => {
  const [, cipher = /\.ciphers\.algorithms\.(ARC4|IDEA|Blowfish|TripleDES|CAST5|SEED)$/.exec(name)?.[1]] =
    /^Crypto(?:dome)?\.Cipher\.(DES3?|ARC[24]|Blowfish|CAST)\.new$/.exec(name) ?? [];
  if (cipher !== undefined) return { rule: 'weak-cipher', message: `${cipher} is broken` };
  const isEcb = /^Crypto(dome)?\.Cipher\.AES\.new$/.test(name) && isNamed(call.arguments[1]?.value ?? null, /\.MODE_ECB$/, place);
  if (isEcb || /^cryptography\..*\.modes\.ECB$/.test(name))
    return { rule: 'weak-cipher', message: 'ECB shows where the same stands again' };
  return null;
};

const unverifiedTls: PythonPattern = (call, name, place) => {
  const remediation = 'Take it out; give an authority of your own as `verify="ca.pem"`, or to the context.';
  if (name === 'ssl._create_unverified_context') return { rule: 'tls-not-verified', message: 'certificates are not verified', remediation };
  const isHttp =
    /^(requests|httpx)\b/.test(name) ||
    (/\.(get|post|put|patch|delete|head|options|request|send)$/.test(name) && /\b(requests|httpx)\b/.test(place.program.code));
  if (isHttp && isFalse(keyword(call, 'verify')))
    return { rule: 'tls-not-verified', message: 'certificates are not verified (verify=False)', remediation };
  if (
    name.startsWith('urllib3.') &&
    (wholeText(keyword(call, 'cert_reqs')) === 'CERT_NONE' || isNamed(keyword(call, 'cert_reqs'), /^ssl\.CERT_NONE$/, place))
  )
    return { rule: 'tls-not-verified', message: 'certificates are not verified (CERT_NONE)', remediation };
  if (
    name.endsWith('.set_missing_host_key_policy') &&
    call.arguments.some(({ value }) => /AutoAddPolicy|WarningPolicy/.test(pythonName(value, place.program.imports)))
  )
    return {
      rule: 'tls-not-verified',
      message: 'any host key is taken for the right one',
      // With known ones a host that changes its key is refused.
      isMild: /\bload_(system_)?host_keys\(/.test(place.program.code),
      remediation: 'Load the known host keys.',
    };
  return null;
};

const unverifiedToken: PythonPattern = (call, name, place) => {
  if (!/^(jwt|jose\.jwt)\.decode$/.test(name)) return null;
  const given = keyword(call, 'options');
  const [options = given] = given?.kind === 'name' ? (place.at.scope.writes.get(given.name) ?? []) : [];
  const isOff = isFalse(keyword(call, 'verify')) || (options?.kind === 'group' && isFalseFor(options, 'verify_signature'));
  const algorithms = keyword(call, 'algorithms') ?? keyword(call, 'algorithm');
  const isNone = algorithms !== null && textsIn(algorithms).some((one) => /^none$/i.test(one));
  if (!isOff && !isNone) return null;
  // Many look into a token first to find the key that they verify it with.
  const others = place.program.code.match(/\bdecode\(/g)?.length ?? 0;
  return {
    rule: 'jwt-not-verified',
    message: 'a token is read and its signature not verified',
    isMild: !isNone && others > 1,
    remediation: 'Give the key and `algorithms=[…]`, and leave the verification on.',
  };
};

/** Keys and values of a dictionary stand one behind the other. */
function isFalseFor({ parts }: Extract<PythonNode, { kind: 'group' }>, key: string): boolean {
  return parts.some((part, index) => wholeText(part) === key && isFalse(parts[index + 1] ?? null));
}

function textsIn(node: PythonNode): string[] {
  const own = wholeText(node);
  return own === null ? partsOf(node).flatMap(textsIn) : [own];
}

const openSettings: PythonPattern = (call, name, place) => {
  if (name.endsWith('.run') && isTrue(keyword(call, 'debug')) && /\b(flask|quart)\b/i.test(place.program.code))
    return { rule: 'debug-mode', message: 'whoever reaches an error page runs what they like (debug=True)' };
  if (/^jinja2\.(\w+\.)*(Environment|SandboxedEnvironment)$/.test(name) && isFalse(keyword(call, 'autoescape')))
    return {
      rule: 'cross-site-scripting',
      message: 'templates escape nothing',
      isMild: true,
      remediation: 'Use `autoescape=select_autoescape()`.',
    };
  if (name === 'tempfile.mktemp')
    return { rule: 'insecure-temporary-file', message: 'somebody else can make the file before the program does' };
  return null;
};

const unsafeLoad: PythonPattern = (call, name, place) => {
  const [, second] = call.arguments;
  const loader = keyword(call, 'Loader') ?? (second?.name === null ? second.value : null);
  const isUnsafe =
    /^yaml\.(unsafe_load|unsafe_load_all)$/.test(name) ||
    (/^yaml\.(load|load_all)$/.test(name) &&
      (loader === null || isNamed(loader, /^yaml\.(\w+\.)*(C?Loader|UnsafeLoader|CUnsafeLoader)$/, place)));
  if (!isUnsafe) return null;
  const [first] = call.arguments;
  if (typeof wholeText(first?.value) === 'string') return null;
  const taint = first === undefined ? null : place.taint.of(first.value, place.at.scope);
  return {
    rule: 'unsafe-deserialization',
    message: taint === null ? `${name} makes whatever the text asks for` : `${name} gets ${taint.source}`,
    isMild: taint === null,
    remediation: 'Use `yaml.safe_load`.',
  };
};

/** Fewer rounds no standard has ever allowed. */
const FEWEST_ROUNDS = 1000;

const cheapKey: PythonPattern = (call, name) => {
  const rounds = /^hashlib\.pbkdf2_hmac$/.test(name)
    ? (keyword(call, 'iterations') ?? call.arguments[3]?.value)
    : /^cryptography\.hazmat\.primitives\.kdf\.pbkdf2\.PBKDF2HMAC$/.test(name)
      ? keyword(call, 'iterations')
      : null;
  if (rounds?.kind !== 'number' || !(Number(rounds.text.replaceAll('_', '')) < FEWEST_ROUNDS)) return null;
  return {
    rule: 'weak-hash',
    message: `PBKDF2 of ${rounds.text} rounds protects no password`,
    remediation: 'Use `hashlib.scrypt` or argon2.',
  };
};

const foretold: PythonPattern = (_, name, { at, program }) => {
  if (!/^random\.(choice|choices|randint|random|getrandbits|sample|randrange)$/.test(name) || !saysItMakesSecret(at.scope.name))
    return null;
  // One that is given to a name which says the same is found there.
  if (assignmentFound(at.text, program) !== null || /\brandom\s*=\s*(?:\w+\.)?SystemRandom\b/.test(program.code)) return null;
  return {
    rule: 'weak-random',
    message: `what ${at.scope.name} makes can be foretold: it comes from random`,
    remediation: 'Use the module `secrets`.',
  };
};

const RUNS = /^(builtins\.)?(exec|eval|compile)$|^os\.(system|popen)$/;
const DECODES = /^(base64\.(\w*b(64|32|16|85)decode|decodebytes)|codecs\.decode|binascii\.(a2b_base64|a2b_hex|unhexlify)|bytes\.fromhex)$/;
const ASKS = /^(requests|httpx)\.get$|^urllib\.request\.urlopen$/;

/** Code that nobody who reads the program sees: written so that it cannot be read, or fetched when it runs. */
const unseenCode: PythonPattern = (call, name, { at, program, taint }) => {
  const [first] = call.arguments;
  if (!RUNS.test(name) || first === undefined || taint.of(first.value, at.scope) !== null) return null;
  const made = callsMaking(first.value, at.scope);
  const isHidden = made.some((one) => DECODES.test(pythonName(one.callee, program.imports)) && wholeText(one.arguments[0]?.value) !== null);
  if (isHidden)
    return { rule: 'code-injection', message: `${name} runs a text that is written so that nobody can read it`, remediation: SEEN };
  const asks = made.filter((one) => ASKS.test(pythonName(one.callee, program.imports)));
  if (asks.length === 0) return null;
  const isForeign = asks.some((one) => /^https?:\/\/(?!localhost|127\.|\[)/i.test(beginningOf(one.arguments[0]?.value)));
  return { rule: 'code-injection', message: `${name} runs what another computer answers`, isMild: !isForeign, remediation: SEEN };
};

const SEEN = 'Keep the code in the repository, where it is reviewed.';

function beginningOf(address: PythonNode | undefined): string {
  return address?.kind === 'text' ? (address.pieces[0] ?? '') : '';
}

const MOST_OPENED = 1000;

/** The calls that a value is put together by, through names of the function; each part is opened once. */
function callsMaking(node: PythonNode, scope: PythonPlace['at']['scope'], opened = new Set<PythonNode>()): PythonCall[] {
  if (opened.has(node) || opened.size > MOST_OPENED) return [];
  opened.add(node);
  const further = (one: PythonNode) => callsMaking(one, scope, opened);
  if (node.kind === 'call') return [node, ...further(node.callee), ...node.arguments.flatMap(({ value }) => further(value))];
  if (node.kind === 'attribute') return further(node.of);
  if (node.kind === 'name') return (scope.writes.get(node.name) ?? []).flatMap(further);
  return node.kind === 'group' && node.parts.length === 1 ? node.parts.flatMap(further) : [];
}

export const PYTHON_PATTERNS: readonly PythonPattern[] = [
  brokenHash,
  brokenCipher,
  cheapKey,
  unverifiedTls,
  unverifiedToken,
  openSettings,
  unsafeLoad,
  foretold,
  unseenCode,
  openedXml,
  openCookie,
  givenHeaders,
];

const SECRET_NAME = /(^|_)(password|passwd|secret|otp|csrf|token|session_?(id|key)|api_?key|salt|nonce|verification_?code)$/i;

const SESSION = String.raw`(?:(?:requests|requests\.sessions)\.)?[sS]ession\b`;

/** What an assignment says by itself. */
export function assignmentFound(text: string, program: PythonProgram): PythonFound | null {
  if (/^ssl\._create_default_https_context\s*=\s*ssl\._create_unverified_context$/.test(text))
    return { rule: 'tls-not-verified', message: 'certificates are verified no more in this whole process', remediation: 'Take it out.' };
  const session = /^([\w.]{1,100})\.verify\s*=\s*False$/.exec(text)?.[1];
  const isUnverified = session !== undefined && isSession(session, program);
  if (isUnverified || /^[\w.]{1,100}\.verify_mode\s*=\s*(ssl\.)?CERT_NONE$/.test(text))
    return {
      rule: 'tls-not-verified',
      message: 'certificates are not verified',
      remediation: 'Take it out; load an authority of your own.',
    };
  const [, name = '', value = ''] = /^(?:\w+\.)?(\w{1,80})\s*=\s*(.{1,400})$/.exec(text) ?? [];
  if (
    SECRET_NAME.test(name) &&
    /\brandom\.(choice|choices|randint|random|getrandbits|sample|randrange)\(/.test(value) &&
    !/SystemRandom|secrets\./.test(value)
  )
    return { rule: 'weak-random', message: `${name} can be foretold: it comes from random`, remediation: 'Use the module `secrets`.' };
  return null;
}

/** By its name, or by what the program makes it. */
function isSession(name: string, { code }: PythonProgram): boolean {
  if (/session$/i.test(name)) return true;
  const escaped = RegExp.escape(name);
  return new RegExp(`\\b${escaped}\\s{0,9}=\\s{0,9}${SESSION}|${SESSION}\\([^()\\n]{0,200}\\)\\s{1,9}as\\s{1,9}${escaped}\\b`).test(code);
}
