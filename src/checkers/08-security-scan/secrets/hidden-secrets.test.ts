import { expect, test } from 'vitest';
import { asText } from '../file-pair.ts';
import { weaknessesOf } from '../sast/report-weaknesses.ts';
import { findSecrets } from './find-secrets.ts';

/** In pieces, so that nobody takes this file for a leak. */
const TOKEN = ['ghp', '_16C7e42F292c6912E7', '710c838347Ae178B4a'].join('');
const HEX = ['5f2c9b71e8a4', '4d06b3957c1e', '0a8d62f4'].join('');
const MARK = ['-----BEGIN RSA ', 'PRIVATE KEY-----'].join('');
const BODY = 'MIIEogIBAAKCAQEAjosMtDUqbE1/8zxZac1t8fkh2SxGuMXHk9yxniyM2m76donWGcbdgKgLQfoL67Pi3M3Hatsk7SCxXsZiYr6c';
const inBase64 = (text: string) => Buffer.from(text).toString('base64');

/** Each secret once, by its rule and line. */
function found(path: string, read: string): string[] {
  const text = asText(path, read)?.text ?? '';
  const more = weaknessesOf(path, text)?.secrets ?? [];
  return findSecrets(path, text, { more }).map(({ rule, line }) => `${rule} ${line}`);
}

test.for<[string, string, string, string]>([
  ['two texts', 'a.js', `const a = '${TOKEN.slice(0, 4)}' + '${TOKEN.slice(4)}';`, 'provider-token 1'],
  ['a key over two lines', 'a.js', `\nconst apiKey = '${HEX.slice(0, 10)}' +\n  '${HEX.slice(10)}';`, 'hard-coded-secret 2'],
  ['concat', 'a.js', `const a = '${TOKEN.slice(0, 12)}'.concat('${TOKEN.slice(12)}');`, 'provider-token 1'],
  [
    'an apostrophe in a comment before them',
    'a.java',
    `/* it's */ f("a"); /*'*/ String a = "${TOKEN.slice(0, 4)}" + "${TOKEN.slice(4)}";`,
    'provider-token 1',
  ],
  ['the same of a password', 'a.js', `/*'*/ const apiKey = '${HEX.slice(0, 10)}' + '${HEX.slice(10)}';`, 'hard-coded-secret 1'],
  ['a comment between them', 'a.go', `var t = "${TOKEN.slice(0, 12)}" /* don't */ +\n\t// or\n\t"${TOKEN.slice(12)}"`, 'provider-token 1'],
  ['one of Python', 'a.py', `A = ("${TOKEN.slice(0, 12)}"  # don't\n  "${TOKEN.slice(12)}")`, 'provider-token 1'],
  [
    'what only looks like a comment',
    'a.js',
    `f('http://a'); const a = 'http://${TOKEN.slice(0, 4)}'.slice(7), b = '${TOKEN.slice(0, 9)}' + '${TOKEN.slice(9)}';`,
    'provider-token 1',
  ],
  ['a list that is joined', 'a.js', `const a = ['${TOKEN.slice(0, 12)}', '${TOKEN.slice(12)}'].join('');`, 'provider-token 1'],
  ['a part under a name', 'a.js', `const a = '${TOKEN.slice(0, 12)}';\nconst b = \`\${a}${TOKEN.slice(12)}\`;`, 'provider-token 2'],
  ['a character by its number', 'a.js', `const a = '\\x67${TOKEN.slice(1)}';`, 'provider-token 1'],
  ['texts of Go', 'a.go', `var t = "${TOKEN.slice(0, 12)}" +\n\t"${TOKEN.slice(12)}"`, 'provider-token 1'],
  ['texts of Python side by side', 'a.py', `A = ("${TOKEN.slice(0, 12)}"\n  "${TOKEN.slice(12)}")`, 'provider-token 1'],
  ['a key whose mark is in pieces', 'a.js', `f("${MARK.slice(0, 15)}" + "${MARK.slice(15)}\\n${BODY}");`, 'private-key 1'],
  ['a token in base64', 'a.js', `\nconst a = '${inBase64(TOKEN)}';`, 'provider-token 2'],
  ['a private key in base64', 'a.yml', `tls.key: ${inBase64(`${MARK}\n${BODY}\n`)}`, 'private-key 1'],
  ['a password in base64', 'a.js', `const password = atob('${inBase64('Tr0ub4dor&3x!')}');`, 'hard-coded-secret 1'],
  ['the same of Node', 'a.js', `const password = Buffer.from('${inBase64('Tr0ub4dor&3x!')}', 'base64');`, 'hard-coded-secret 1'],
  ['a text inside of a text', 'a.json', JSON.stringify({ a: JSON.stringify({ apiKey: HEX }) }), 'hard-coded-secret 1'],
  ['a notebook', 'a.ipynb', JSON.stringify({ cells: [{ source: [`api_key = "${HEX}"\n`] }] }), 'hard-coded-secret 1'],
  ['what follows a list', 'a.json', `{"a":[1],"apiKey":"${HEX}"}`, 'hard-coded-secret 1'],
  ['a long line of settings', 'a.json', `{"a":[${'1,'.repeat(2000)}2],"apiKey":"${HEX}"}`, 'hard-coded-secret 1'],
  ['a token as the user', 'a.js', `f('https://${HEX}@git.corp.io/x.git')`, 'credential-in-url 1'],
  ['a token behind the question mark', 'a.js', `f('https://api.corp.io/x?a=1&api_key=${HEX}')`, 'credential-in-url 1'],
  ['a registry of a lockfile', 'yarn.lock', 'resolved "https://bob:Tr0ub4dor3x9@npm.corp.io/x"', 'credential-in-url 1'],
  ['a private key of Ethereum', 'a.ts', `const privateKey = '0x${HEX}${HEX.slice(8)}a1b2c3d4';`, 'hard-coded-secret 1'],
  ['UTF-16 with a mark', 'a.reg', Buffer.from(`\ufeff"ApiKey"="${HEX}"\n`, 'utf16le').toString(), 'hard-coded-secret 1'],
])('%s', ([, path, text, wanted]) => {
  expect(found(path, text)).toEqual([wanted]);
});

test.for<[string, string, string]>([
  ['a sentence in pieces', 'a.js', "const token = 'enter the token ' + 'of your account';"],
  ['a list that is none', 'a.js', `const a = ['${TOKEN.slice(0, 12)}', '${TOKEN.slice(12)}'].join('-');`],
  ['where errors are sent to', 'a.js', `f('https://${HEX}@o1.ingest.sentry.io/12')`],
  ['the key of a map', 'a.js', "f('https://maps.corp.io/?api_key=${key}&token=YOUR_TOKEN_GOES_HERE')"],
  ['a picture', 'a.js', `const a = 'data:image/png;base64,${Buffer.from(HEX, 'hex').toString('base64').repeat(4)}';`],
  ['what a cluster alone can open', 'a.yaml', `encryptedData:\n  password: AgB${BODY.repeat(7).replaceAll('=', 'x')}==\n`],
  ['the address of a contract', 'a.ts', `const TOKEN = '0x${HEX}a1b2c3d4';`],
  ['what Maven puts in', 'a.properties', 'server.key-store-password=@key-store.password@\n'],
  ['a sum', 'package-lock.json', `{ "integrity": "sha512-${BODY}==" }`],
])('leaves alone %s', ([, path, text]) => {
  expect(found(path, text)).toEqual([]);
});
