/** What a field is that is called so. */
export type KeyKind = 'password' | 'key';

const PASSWORD =
  /(?:^|[_.\-\s]|[a-z\d](?=P)|(?<=[A-Za-z])(?=passw))(?:pass|passw(?:or)?d|passphrase|passwrd|passcode|pwd|passwort)\d{0,2}$|(?:db|my|sql|admin|root|user|ftp|smtp|mail|redis|ssh|http|proxy)(?:pass|passwd|pwd)$/i;
const KEY =
  /(?:^|[_.\-\s]|[a-z\d](?=[A-Z]))(?:secret|token|credentials?|(?:api|access|auth|secret|private|encryption|signing|master|account|storage|shared|client|app|license|webhook|session|cookie|jwt|hmac|crypto|service|logged_in|nonce)[_.\-\s]?(?:key|salt|secret|token)(?:[_.-]?base)?|salt|pepper)\d{0,2}$|(?:api|secret|auth)(?:key|token)$/i;

/** The word before the last decides against it: `public_key`, `max_token`, `next_token`, `csrfToken`, `password_field`. */
const OTHERWISE =
  /^(?:id-token|packages|contents)$|(?:public|pub|primary|foreign|partition|sort|cache|index|next|prev(?:ious)?|page|continuation|cancel(?:lation)?|sync|csrf|xsrf|max|min|num|total|start|end|stop|pad|mask|eos|bos|unk|sep|cls|syntax|design|color|theme|idempotency|registry|i18n|translation|label|placeholder|forgot|reset|change|confirm|show|hide|toggle|invalid|wrong|missing|no|has|is|with|without|use|require[sd]?|need[s]?|enable|disable|allow|auth_?type|hash(?:ed)?|html|css|react|vue|lexer|parse[r]?|comment|string|number|type)[_.\- ]?(?:key|token|password|pass|secret|salt|credentials?)\d{0,2}$/i;

export function keyKind(name: string): KeyKind | null {
  if (name.length > 80 || OTHERWISE.test(name)) return null;
  if (PASSWORD.test(name)) return 'password';
  return KEY.test(name) ? 'key' : null;
}
