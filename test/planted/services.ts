import type { PlantedFault, PlantedTree } from './operator.ts';
import { inStyle, isSource, put } from './places.ts';

/** How a handler of a service reads what a client sends. */
interface Client {
  readonly query: (name: string) => string;
  readonly body: (name: string) => string;
  readonly header: (name: string) => string;
  /** What it answers with; null where a method returns its answer. */
  readonly answer: string | null;
}

interface ServiceCode {
  readonly uses?: readonly (readonly [names: string, module: string])[];
  readonly lines: (client: Client) => readonly string[];
  readonly mark: string;
  /** It needs the object that is answered with. */
  readonly answers?: boolean;
}

/** The names of request and answer, of handlers that are functions: `function (req, res) {` and `async (request, reply) => {`. */
const HANDLER =
  /^[^\n/]*(?:function \((req(?:uest)?), (res(?:ponse)?|reply)(?:, next)?\) \{|\((req(?:uest)?), (res(?:ponse)?|reply)(?:, next)?\) => \{)\n/mu;
const CONTROLLER = /^@Controller\([^)]*\)\nexport class \w+ \{\n(?:.*\n)*?(?= {2}@(?:Get|Post))/mu;

/** Code at the start of the first handler of a service written with Express, Fastify or Nest. */
export function inService(tree: PlantedTree, code: ServiceCode): PlantedFault | null {
  for (const path of tree.paths.filter((one) => isSource(one) || /^(?:controllers|routes|api)\/.*\.[jt]s$/u.test(one))) {
    const text = tree.read(path);
    const handler = HANDLER.exec(text);
    if (handler !== null) {
      const [whole, ...names] = handler;
      const [request = '', answer = ''] = names.filter((name) => name !== undefined);
      return insert({ path, text, at: handler.index + whole.length, depth: indentAfter(text, handler.index + whole.length) }, code, {
        ...clientOf(request, path.endsWith('.ts')),
        answer,
      });
    }
    const controller = CONTROLLER.exec(text);
    if (controller !== null && code.answers !== true) {
      const head = '  @Post("report")\n  report(@Req() request: any) {\n';
      const at = controller.index + controller[0].length;
      return insert({ path, text, at, depth: '    ', head, tail: '  }\n\n' }, code, { ...clientOf('request', false), answer: null });
    }
  }
  return null;
}

const indentAfter = (text: string, at: number) => /^[ \t]*/u.exec(text.slice(at))?.[0] ?? '  ';

function clientOf(request: string, isTyped: boolean): Omit<Client, 'answer'> {
  const of = (part: string) => (name: string) =>
    isTyped ? `(${request}.${part} as Record<string, string>)["${name}"]` : `${request}.${part}.${name}`;
  return { query: of('query'), body: of('body'), header: (name) => `${request}.headers["${name}"]` };
}

interface Spot {
  readonly path: string;
  readonly text: string;
  readonly at: number;
  readonly depth: string;
  readonly head?: string;
  readonly tail?: string;
}

function insert({ path, text, at, depth, head = '', tail = '' }: Spot, code: ServiceCode, client: Client): PlantedFault {
  const isModule = /^(?:import|export) /mu.test(text);
  const nest: readonly (readonly [string, string])[] = head === '' ? [] : [['{ Post, Req }', '@nestjs/common']];
  const imports = [...nest, ...(code.uses ?? [])]
    .map(([names, module]) => (isModule ? `import ${names} from "${module}";` : `const ${names} = require("${module}");`))
    .map((line) => `${line}\n`)
    .join('');
  const top = inStyle(text, imports);
  const lines = code.lines(client).map((line) => `${depth}${inStyle(text, line)}\n`);
  const own = top + text;
  const place = { path, text: own, start: top.length + at, end: top.length + at };
  return put(place, `${inStyle(text, head)}${lines.join('')}${tail}`, inStyle(text, code.mark));
}
