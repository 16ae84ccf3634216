const OF_SESSION = new Set(
  'session sess sid sessionid sessid phpsessid jsessionid token tokens accesstoken refreshtoken authtoken idtoken auth authkey sessionkey jwt rememberme'.split(
    ' ',
  ),
);
/** A page has to read these itself, or they open nothing. */
const OF_PAGE = new Set('csrf xsrf csrftoken xsrftoken expires expiry expired type hint state status verified'.split(' '));

/** Does a cookie of this name let in whoever has it: `sessionId`, `connect.sid`, `__Host-auth_token`, `SESSION_COOKIE`? */
export function isOfSession(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return !words.some((word) => OF_PAGE.has(word)) && words.some((word) => OF_SESSION.has(word));
}
