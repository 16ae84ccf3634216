import type { Sighting } from '../rules.ts';
import { FETCHED_AND_RUN } from './fetched-and-run.ts';

export function isDockerfile(path: string): boolean {
  return (
    /(^|\/)((Docker|Container)file([._-][\w.-]+)?|[\w.-]+\.(Docker|Container)file)$/i.test(path) &&
    !/\.(md|ts|js|json|ya?ml|dockerignore)$/i.test(path)
  );
}

interface Instruction {
  readonly name: string;
  readonly rest: string;
  readonly line: number;
}

export function findInDockerfile(path: string, text: string): Sighting[] {
  const found: Sighting[] = [];
  const stages = new Set<string>();
  let image: Instruction | null = null;
  let hasUser = false;
  const say = (rule: Sighting['rule'], { line }: Instruction, message: string) =>
    void found.push({ rule, path, message, range: { startLine: line } });
  for (const one of instructionsIn(text)) {
    if (one.name === 'FROM') {
      const [from = '', , stage] = one.rest.replace(/^(--\S+\s+)+/, '').split(/\s+/);
      if (isFloating(from) && !stages.has(from.toLowerCase())) say('container-unpinned-image', one, `${from} is another image tomorrow`);
      if (stage !== undefined) stages.add(stage.toLowerCase());
      image = one;
      // What the base says is not known; images without a shell mostly have a user.
      hasUser = /nonroot|distroless|^scratch$/.test(from) || stages.has(from.toLowerCase());
    } else if (one.name === 'USER') hasUser = !/^(root|0)(:|$)/.test(one.rest);
    else if (one.name === 'ADD' && /^https?:\/\//.test(one.rest))
      say('container-unverified-download', one, 'ADD fetches what nobody compares with anything');
    else if (one.name === 'RUN' && FETCHED_AND_RUN.test(one.rest))
      say('container-unverified-download', one, 'what is fetched is run at once');
  }
  if (image !== null && !hasUser) say('container-runs-as-root', image, 'nothing says which user it runs as: it is root');
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
