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

const OVER_HTTP = /\b(?:curl|wget)\b[^|;&\n]{0,500}\bhttp:\/\/(?!localhost\b|127\.)/;

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
  for (const one of instructionsIn(text)) {
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
    if (one.name === 'ADD' && /^https?:\/\//.test(one.rest))
      say('container-unverified-download', one, 'ADD fetches what nobody compares with anything');
    if (one.name === 'RUN' && fetchedAndRun(one.rest) !== null) {
      // Over HTTPS it is at least whose it says.
      if (OVER_HTTP.test(one.rest)) say('container-unencrypted-script', one, 'whoever stands on the way writes what is run');
      else say('container-unverified-download', one, 'what is fetched is run at once');
    }
    if (one.name === 'RUN' && OPENS_SYSTEM.test(one.rest))
      say('container-opens-system', one, 'everybody may write what belongs to the system');
  }
  if (root !== null && !hasUser) {
    const message = root.name === 'USER' ? 'it runs as root' : 'nothing says which user it runs as: it is root';
    say('container-runs-as-root', root, message);
  }
  return found;
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
