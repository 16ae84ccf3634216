import type { PlantedFault, PlantedTree } from './operator.ts';
import { inStyle, put } from './places.ts';

const OWN = /(?:^|\/)(?:src|lib|server|apps|packages|controllers|routes|api|pages)\/.*\.[cm]?[jt]s$/u;
const OTHER = /(?:^|\/)(?:__tests__|e2e|mocks?|tests?)\/|\.(?:test|test-d|spec|d|config)\.\w+$/u;

/** A handler of Express whose names for request and answer are the groups. */
export const EXPRESS =
  /^(?!\s*[/*]).*(?:\(|, )(?:async )?(?:function )?\((?<request>req(?:uest)?)(?:: [\w.]+)?, (?<answer>res(?:ponse)?)\b[^()\n]*\)(?:: [\w<>]+)?(?: =>)? \{\n/mu;
/** A method or function of Koa, which has its context as the first argument. */
export const KOA = /^ +(?:async \w+\(|async ?\()(?<context>ctx)(?:, next)?\)(?: =>)? \{\n/mu;
/** A handler of Hono. */
export const HONO = /^(?!\s*\*).*(?:Handler<\w+> = |['"], ?)(?:async )?\((?<context>c)\) => \{\n/mu;
/** A controller of Nest up to its first method that answers. */
export const NEST = /^@Controller\([^)]*\)\nexport class \w+ \{\n(?:.*\n)*?(?=(?: {2}@Api\w+\(.*\n)* {2}@(?:Get|Post)\()/mu;

interface Matched {
  /** What the repository's manifest names. */
  readonly framework: string;
  readonly find: RegExp;
  readonly uses?: readonly (readonly [names: string, module: string])[];
  /** Code for the names that the pattern's groups found. */
  readonly lines: (names: Readonly<Record<string, string>>) => readonly string[];
  readonly mark: string;
}

/** Code right below what the pattern finds first in a file of a service, indented as the next line is. */
export function inMatched(tree: PlantedTree, { framework, find, uses = [], lines, mark }: Matched): PlantedFault | null {
  if (!tree.paths.includes('package.json') || !tree.read('package.json').includes(`"${framework}"`)) return null;
  for (const path of tree.paths.filter((one) => OWN.test(one) && !OTHER.test(one))) {
    const own = tree.read(path);
    const match = find.exec(own);
    if (match === null) continue;
    const isModule = /^(?:import|export) /mu.test(own);
    const head = uses.map(([names, module]) =>
      isModule ? `import ${names} from "${module}";\n` : `const ${names} = require("${module}");\n`,
    );
    const top = inStyle(own, head.join(''));
    const at = top.length + match.index + match[0].length;
    const text = top + own;
    const indent = /^[ \t]*/u.exec(text.slice(at))?.[0] ?? '';
    const code = lines(match.groups ?? {}).map((line) => (line === '' ? '\n' : `${indent}${inStyle(own, line)}\n`));
    return put({ path, text, start: at, end: at }, code.join(''), inStyle(own, mark));
  }
  return null;
}
