import { orderedShare } from './randomness.ts';

const REFERENCES = [
  // Variables and templates of all sorts: the value comes from elsewhere.
  /\$\{|\$\(|\{\{|\}\}|<%|%>|^%\w+%$|^@@?\w+@?@?$|^\$[\w:.$[\]]+$|^#\{|%[sd]\b|^\{[\w.:]*\}|\{\w+\}$|^!\w+/,
  // What Maven and Gradle put in.
  /^@[\w.-]{1,80}@$/,
  /^<.*>$|^\[.*\]$|^\(.*\)$|^__\w+__$|^-{3,}/,
  /process\.env|import\.meta|os\.environ|getenv|System\.get|ENV\[|env\(|config\(|secrets?\.[A-Z]|vault:|ENC\[|ENC\(|op:\/\/|^arn:|^ssm:|^kms:|^keyring:/i,
  /^(sha(1|256|384|512)|md5)[-:]/i,
  // What a cluster alone can open (SealedSecret), and the address of a contract.
  /^Ag[A-D][A-Za-z0-9+/]{300,}={0,2}$|^0x[\dA-Fa-f]{40}$/,
  // A call, written out.
  /^[\w$.]{1,80}\([^()]*\);?$/,
  // Where something is, and not what it is.
  /^(\.{0,2}|~)\/[\w.@/-]*$|^[A-Za-z]:\\|^(https?|file|git|ssh):\/\/[^@]*$|^\/\/[\w.-]+\//,
  /^data:[\w/+-]+[;,]/,
  /^[\w.-]+@[\w-]+\.[a-z]{2,}$/i,
];

const STANDS_IN =
  /example|placeholder|change[-_ ]?(me|it|this)|replace|your|insert|enter|redacted|removed|masked|hidden|dummy|sample|fake|mock|\b(foo|bar|baz)\b|todo|fixme|xxx|\*\*\*|\.\.\.|…|not[-_ ]?(set|a|real|so)|unused|undefined|optional|required|default|test|lorem|invalid|deadbeef|generated|obfuscated|super[-_ ]?secret|keyboard ?cat|(my|some|any|the|shared|top|this|new|old|wrong|bad|good|valid|correct|secret|user|admin)[-_ ]?(\w+[-_ ])?(pass|secret|token|key|jwt|value)|pass(word|phrase)?\d{0,3}$|^secret\d{0,4}$|^token\d{0,4}$|^(api|access)[-_ ]?key\d{0,4}$|^(abc|123|qwe|asd)/i;

const NOTHING =
  /^(null|none|nil|true|false|undefined|yes|no|on|off|n\/a|void|string|number|boolean|object|any|unknown|auto|basic|bearer|empty|disabled|enabled|prompt|ask|inherit|env|file)$/i;

/** It refers to where the value is, or to nothing. */
export function isReference(value: string): boolean {
  return value.trim() === '' || NOTHING.test(value) || REFERENCES.some((one) => one.test(value));
}

/** It stands where a person is to put the value, or was made up for an example. */
export function isMadeUp(value: string): boolean {
  if (STANDS_IN.test(value)) return true;
  return new Set(value.toLowerCase()).size <= 4 || orderedShare(value) > 0.5;
}
