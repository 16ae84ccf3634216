import { fetchedAndRun } from '../../../syntax/fetched-and-run.ts';
import type { Sighting } from '../rules.ts';

export function isDockerfile(path: string): boolean {
  return (
    /(^|\/)((Docker|Container)file([._-][\w.-]+)?|[\w.-]+\.(Docker|Container)file)$/i.test(path) &&
    !/\.(md|ts|js|json|ya?ml|dockerignore)$/i.test(path)
  );
}

/** Of the whole image, or of a folder that programs and settings of the system lie in. */
const OPENS_SYSTEM =
  /\bchmod\s+(?=(?:\S+\s+)*?(?:-\w*R\w*|--recursive)\s)(?:-\S+\s+)*(?:0?[0-7]?[0-7]{2}[2367]|(?:a|[ugo]*o[ugo]*)?[+=][rx]*w[rwxXst]*)\s+(?:-\S+\s+)*(?:\S+\s+)*?\/(?:\*|(?:bin|boot|etc|lib|lib64|root|sbin|usr)\/?)?(?=\s|$|[;&|])/;

const OVER_HTTP = /\b(?:curl|wget|aria2c|fetch)\b[^|;&\n]{0,500}\bhttp:\/\/(?!localhost\b|127\.|\[::1\])/;
/** With HTTPS, but from whoever answers. */
const FROM_ANYBODY = /\bcurl\s(?:[^|;&\n]{0,500}\s)?(?:-[A-Za-z]*k[A-Za-z]*|--insecure)\s|\bwget\s[^|;&\n]{0,500}--no-check-certificate\b/;
/** It is kept or run: asking whether something answers is neither. */
const IS_KEPT =
  /\bwget\b(?![^|;&\n]{0,500}(?:--spider|\s-\w*O\s*\/dev\/null))|\s(?:-[A-Za-z]*[oO]\b|--output\b|--remote-name\b)(?!\s*\/dev\/null)|>(?!\s*\/dev\/null|&)|\||\baria2c\b/;
/** What came is compared with what was meant, by a digest or a signature; that a program which could is installed compares nothing. */
const COMPARES =
  /\b(?:sha\d*sum|shasum|md5sum|b2sum|sha256|openssl\s+dgst|rpm\s+(?:-K|--checksig))\b|\bgpg2?\b[^;&|\n]{0,300}\s(?:--verify|-d|--decrypt)\b|\bgpgv\s+(?:-|\S+\.(?:asc|sig)\b)|\bcosign\s+verify|\b(?:minisign|signify(?:-openbsd)?)\b[^;&|\n]{0,300}\s-\w*[VC]/;

interface Instruction {
  readonly name: string;
  readonly rest: string;
  readonly line: number;
}

export function findInDockerfile(path: string, text: string): Sighting[] {
  const found: Sighting[] = [];
  const stages = new Set<string>();
  let hasUser = false;
  /** What makes the last stage run as root. */
  let root: Instruction | null = null;
  const say = (rule: Sighting['rule'], { line }: Instruction, message: string) =>
    void found.push({ rule, path, message, range: { startLine: line } });
  const all = instructionsIn(text);
  for (const one of all) {
    if (one.name === 'FROM') {
      const [from = '', , stage] = one.rest.replace(/^(--\S+\s+)+/, '').split(/\s+/);
      if (isFloating(from) && !stages.has(from.toLowerCase())) say('container-unpinned-image', one, `${from} is another image tomorrow`);
      if (stage !== undefined) stages.add(stage.toLowerCase());
      root = one;
      // What the base says is not known; images without a shell mostly have a user.
      hasUser = /nonroot|distroless|^scratch$/.test(from) || stages.has(from.toLowerCase());
    } else if (one.name === 'USER') {
      hasUser = !/^(root|0)(:|\s*$)/.test(one.rest);
      root = one;
    }
    const fetched = one.name === 'ADD' || one.name === 'RUN' ? fetchedBy(one, all) : null;
    if (fetched !== null) say(fetched.rule, one, fetched.message);
    if (one.name === 'RUN' && OPENS_SYSTEM.test(one.rest))
      say('container-opens-system', one, 'everybody may write what belongs to the system');
  }
  if (root !== null && !hasUser) {
    const message = root.name === 'USER' ? 'it runs as root' : 'nothing says which user it runs as: it is root';
    say('container-runs-as-root', root, message);
  }
  return found;
}

/** What an instruction brings into the image without comparing it with anything. Over HTTPS it is at least whose it says. */
function fetchedBy(one: Instruction, all: readonly Instruction[]): { readonly rule: Sighting['rule']; readonly message: string } | null {
  const isCompared = () => all.some(({ name, rest, line }) => name === 'RUN' && line >= one.line && COMPARES.test(rest));
  if (one.name === 'ADD') {
    const [from] = /\b(?:https?|git):\/\/\S+/.exec(one.rest) ?? [];
    if (from === undefined || /--checksum=/.test(one.rest)) return null;
    return /^(?:http|git):/.test(from) && !isCompared()
      ? {
          rule: 'container-unencrypted-script',
          message: 'ADD fetches over plain HTTP: whoever stands on the way writes what is in the image',
        }
      : { rule: 'container-unverified-download', message: 'ADD fetches what nobody compares with anything' };
  }
  const isOpen = OVER_HTTP.test(one.rest) || FROM_ANYBODY.test(one.rest);
  if (fetchedAndRun(one.rest) !== null)
    return isOpen
      ? { rule: 'container-unencrypted-script', message: 'whoever stands on the way writes what is run' }
      : { rule: 'container-unverified-download', message: 'what is fetched is run at once' };
  return isOpen && IS_KEPT.test(one.rest) && !isCompared()
    ? { rule: 'container-unencrypted-script', message: 'whoever stands on the way writes what is in the image' }
    : null;
}

/** With lines that go on put together; comments and heredocs left as they are. */
function instructionsIn(text: string): Instruction[] {
  const found: Instruction[] = [];
  let open: { name: string; rest: string; line: number } | null = null;
  for (const [index, content] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(content)) continue;
    const goesOn = /\\\s*$/.test(content);
    const piece = content.replace(/\\\s*$/, '').trim();
    if (open === null) {
      const [, name = '', rest = ''] = /^([A-Za-z]+)\s+(.*)$/.exec(piece) ?? [];
      open = { name: name.toUpperCase(), rest, line: index + 1 };
    } else open.rest += ` ${piece}`;
    if (goesOn) continue;
    found.push(open);
    open = null;
  }
  if (open !== null) found.push(open);
  return found;
}

function isFloating(from: string): boolean {
  if (from === '' || from === 'scratch' || from.includes('$') || from.includes('@sha256:')) return false;
  const name = from.slice(from.lastIndexOf('/') + 1);
  return !name.includes(':') || name.endsWith(':latest');
}
