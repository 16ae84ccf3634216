import { isReference } from './placeholder.ts';
import type { Secret } from './secret.ts';

interface FileKind {
  readonly name: string;
  readonly path: RegExp;
  /** Global; its first group is the secret. */
  readonly pattern: RegExp;
  /** It is a digest of a password: begins with a `$` and refers to nothing. */
  readonly isDigest?: boolean;
}

const CRYPT = String.raw`\$(?:1|2[aby]|5|6|7|y|apr1|argon2\w{1,2}|gy|sha1|md5)\$[^\s:'"]{10,200}|\{(?:SSHA?|SHA)\}[A-Za-z0-9+/=]{20,120}`;
/** A JSON, XML, INI or `name value` field of a program that keeps passwords there. */
const FIELD = String.raw`(?:pass(?:word|wd|phrase)?|userpassword|sshpassphrase|sshuserpassword|adminpassword|encryptedpassword|secret_?key|_auth|_authtoken|_password|auth|oauth_token|api_key|client_key|access_key|aws_secret_access_key|token|identitytoken)`;
const JSON_FIELD = new RegExp(String.raw`"${FIELD}"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){1,600})"`, 'gi');
const XML_FIELD = new RegExp(String.raw`<${FIELD}\b[^>\n]{0,80}>([^<\n]{1,600})<|\b${FIELD}="([^"\n]{1,600})"`, 'gi');
const INI_FIELD = new RegExp(String.raw`^[ \t]{0,20}[\w./:@-]{0,120}?${FIELD}[ \t]{0,9}[=: \t][ \t]{0,9}["']?([^\s"'#;]{1,600})`, 'gim');

/** Files that exist to hold a credential: whatever stands in its place there is one, however simple. */
const KINDS: readonly FileKind[] = [
  { name: 'a .netrc', path: /(^|\/)[._]netrc$/, pattern: /\bpassword[ \t]+(\S{1,200})/g },
  {
    name: 'a .pgpass',
    path: /(^|\/)\.?pgpass(\.conf)?$/,
    pattern: /^[^#:\n]{1,200}:[^:\n]{1,20}:[^:\n]{1,100}:[^:\n]{1,100}:([^\n]{1,200})$/gm,
  },
  { name: 'an .htpasswd', path: /(^|\/)\.?htpasswd[^/]*$/, pattern: /^[^:\s]{1,100}:([^\s:]{8,200})/gm, isDigest: true },
  {
    name: 'a password file',
    path: /(^|\/)(\.?shadow|g?shadow-?|[\w.-]*passwd)$/,
    pattern: new RegExp(`^[^:\\s]{1,100}:(${CRYPT})`, 'gm'),
    isDigest: true,
  },
  { name: 'stored git credentials', path: /(^|\/)\.git-credentials$/, pattern: /:\/\/[^:\s]{1,100}:([^\n]{1,200})@[^@\s]{1,200}$/gm },
  {
    name: 'an .npmrc',
    path: /(^|\/)\.(npmrc|yarnrc)$/,
    pattern: /^[^#;\n]{0,150}?(?:_auth|_authToken|_password)["']?[ \t]{0,9}[=: ][ \t]{0,9}["']?([^\s"']{4,400})/gm,
  },
  { name: 'a Docker configuration', path: /(^|\/)(\.dockercfg|\.?docker\/config\.json|\.dockerconfigjson)$/, pattern: JSON_FIELD },
  { name: 'the passwords of a browser', path: /(^|\/)logins\.json$/, pattern: JSON_FIELD },
  {
    name: 'the settings of a file transfer',
    path: /(^|\/)(\.ftpconfig|\.remote-sync\.json|sftp(-config)?\.json|\.?ftp(-deploy)?\.json|deployment-config\.json|robomongo\.json|heroku\.json)$/,
    pattern: JSON_FIELD,
  },
  {
    name: 'the connections of a program',
    path: /(^|\/)(recentservers|filezilla|sitemanager|WebServers|webServers|dataSources|[\w-]*data-sources(\.local)?)\.xml$/,
    pattern: XML_FIELD,
  },
  {
    name: 'a mail configuration',
    path: /(^|\/)\.(esmtprc|msmtprc|muttrc|fetchmailrc|mailrc|my\.cnf|mylogin\.cnf|smbcredentials)$/,
    pattern: INI_FIELD,
  },
  {
    name: 'a credentials file',
    path: /(^|\/)(\.?credentials|\.s3cfg|\.boto|\.tugboat|\.pypirc|\.gem\/credentials|\.cargo\/credentials(\.toml)?|hub|hosts\.yml|\.terraformrc)$/,
    pattern: INI_FIELD,
  },
  { name: 'a Rails master key', path: /(^|\/)(config\/)?(master|[\w-]+\/credentials\/\w+)\.key$/, pattern: /^([0-9a-f]{32})\s*$/g },
  { name: 'a database dump', path: /\.sql$/, pattern: new RegExp(`'(${CRYPT})'`, 'g'), isDigest: true },
];

export function findInCredentialFile(path: string, text: string): Secret[] {
  return KINDS.filter((kind) => kind.path.test(path)).flatMap(({ name, pattern, isDigest }) => {
    const found: Secret[] = [];
    let line = 1;
    let seen = 0;
    for (const match of text.matchAll(pattern)) {
      const value = (match[1] ?? match[2] ?? '').trim();
      if (value === '' || (isDigest !== true && isReference(value))) continue;
      for (let at = text.indexOf('\n', seen); at !== -1 && at < match.index + match[0].indexOf(value); at = text.indexOf('\n', seen)) {
        line += 1;
        seen = at + 1;
      }
      found.push({ rule: 'credential-file', what: `a credential in ${name}`, value, line, strength: 'strong' });
    }
    return found;
  });
}
