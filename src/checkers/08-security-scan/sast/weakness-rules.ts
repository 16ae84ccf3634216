import type { Rule } from '../../checker.ts';

function rule(title: string, cwe: number, remediation: string, severity: Rule['severity'] = 'error'): Rule {
  return { severity, title: `${title} (CWE-${cwe})`, remediation };
}

/** What a program does that can be misused. */
export const WEAKNESS_RULES = {
  'sql-injection': rule(
    'No SQL statement is put together from what others choose',
    89,
    'Give the values as parameters: `query("… WHERE id = ?", [id])`.',
  ),
  'command-injection': rule(
    'No shell runs what others choose',
    78,
    'Use `execFile` with a fixed program and a list of arguments, without a shell.',
  ),
  'code-injection': rule(
    'No text that others choose is run as code',
    94,
    'Choose among functions of your own by name; parse data with `JSON.parse`.',
  ),
  'path-traversal': rule(
    'No path that others choose leads out of its folder',
    22,
    'Take `path.basename` of it, or resolve it and test that it starts with the folder; `sendFile` has the option `root`.',
  ),
  'cross-site-scripting': rule('No page is put together from what others choose', 79, 'Let a template escape it, or use `textContent`.'),
  'template-injection': rule('No template is what others choose', 1336, 'Keep the template fixed and give the value as data.'),
  'regex-injection': rule('No regular expression is what others choose', 1333, 'Escape it (`RegExp.escape`), or search for it as text.'),
  'open-redirect': rule('No redirect leads where others choose', 601, 'Redirect to paths of your own, or to hosts from a list.'),
  'header-injection': rule('No header is what others choose', 113, 'Take the value from a list, or encode it.'),
  'server-side-request-forgery': rule(
    'No request goes where others choose',
    918,
    'Take the host from a list, and put the value behind a fixed `https://host/`.',
  ),
  'nosql-injection': rule('No database operator comes from outside', 943, 'Make it text (`String(value)`), or validate it by a schema.'),
  'xml-external-entity': rule(
    'No XML of others is read with its entities',
    611,
    'Leave entities off (`noent: false`), or use a parser without them.',
  ),
  'xpath-injection': rule('No XPath is put together from what others choose', 643, 'Give the value as a variable of the expression.'),
  'prototype-pollution': rule(
    'No prototype is changed by what others choose',
    1321,
    'Refuse `__proto__`, `constructor` and `prototype`, or use a Map.',
  ),
  'unsafe-deserialization': rule('Nothing of others is turned into objects that run', 502, 'Use `JSON.parse` and validate the result.'),
  'weak-hash': rule('No broken hash protects anything', 328, 'Use SHA-256; for passwords scrypt, bcrypt or argon2.'),
  'weak-cipher': rule('No broken cipher is used', 327, 'Use `aes-256-gcm` with a new random nonce for every message.'),
  'weak-random': rule('No secret comes from Math.random', 338, 'Use `crypto.randomBytes`, `randomUUID` or `getRandomValues`.'),
  'tls-not-verified': rule(
    'Certificates are verified, by a TLS that holds',
    295,
    'Leave verification on; give the certificate authority by `ca` or `NODE_EXTRA_CA_CERTS`. Use TLS 1.2 or later.',
  ),
  'jwt-not-verified': rule(
    'Every token is verified before it is believed',
    347,
    'Call `verify` with the key and the algorithms that you expect.',
  ),
  'timing-unsafe-comparison': rule(
    'Secrets are compared in constant time',
    208,
    'Use `crypto.timingSafeEqual` on buffers of the same length.',
  ),
  'slow-regex': rule(
    'No regular expression takes exponential time',
    1333,
    'Write it so that a text can be matched in one way only: no repetition inside a repetition of the same.',
  ),
  'insecure-cookie': rule('Cookies of a session are for the server alone', 614, 'Set `httpOnly`, `secure` and `sameSite`.'),
  'permissive-cors': rule('Not every site may read answers with credentials', 942, 'Name the origins that may.'),
  'unsafe-electron': rule(
    'Pages in Electron have no rights of the program',
    1188,
    'Leave `contextIsolation` and `webSecurity` on and `nodeIntegration` off.',
  ),
  'debug-mode': rule(
    'No server is started in its debugging mode',
    489,
    'Take it out; whoever develops gives `--debug` on the command line.',
    'warning',
  ),
  'insecure-temporary-file': rule(
    'No temporary file has a name that somebody else may take first',
    377,
    'Use `tempfile.mkstemp` or `NamedTemporaryFile`: they make it themselves.',
    'warning',
  ),
} as const satisfies Record<string, Rule>;
