import type { RuleId } from '../rules.ts';
import { choicesOf, dottedName, type PythonCall, type PythonNode, wholeText } from './python-expression.ts';
import { isTrue, keyword } from './python-arguments.ts';
import { type PythonLine, type PythonProgram, pythonName } from './python-program.ts';
import type { PythonTaintReader } from './python-taint.ts';

export interface PythonFound {
  readonly rule: RuleId;
  readonly message: string;
  readonly isMild?: boolean;
  readonly remediation?: string;
}

export interface PythonPlace {
  readonly program: PythonProgram;
  readonly at: PythonLine;
  readonly taint: PythonTaintReader;
}

/** What can be seen at one call. */
export type PythonPattern = (call: PythonCall, name: string, place: PythonPlace) => PythonFound | null;

interface Sink {
  readonly rule: RuleId;
  readonly callee: RegExp;
  /** By place or by name; the first one where it is left out. */
  readonly given?: readonly (number | string)[];
  readonly when?: (call: PythonCall, argument: PythonNode, place: PythonPlace) => boolean;
  readonly remediation?: string;
}

const SHELL = 'Give the program and its arguments as a list, without `shell=True`; or quote each value with `shlex.quote`.';
const SHELLS = /(^|[/\\])(ba|z|da|k)?sh$|(^|\\)(cmd|powershell|pwsh)(\.exe)?$/;
const SAFE_LOAD = 'Use a format that holds nothing but data: JSON, or `yaml.safe_load`.';

/** Calls that must not be given what others choose. */
export const PYTHON_SINKS: readonly Sink[] = [
  {
    rule: 'command-injection',
    callee: /^(os\.(system|popen)|subprocess\.(getoutput|getstatusoutput)|commands\.\w+|asyncio\.create_subprocess_shell)$/,
    remediation: SHELL,
  },
  {
    rule: 'command-injection',
    callee: /^subprocess\.(run|call|check_call|check_output|Popen)$/,
    given: [0, 'args'],
    when: (call) => isTrue(keyword(call, 'shell')),
    remediation: SHELL,
  },
  {
    rule: 'command-injection',
    callee: /^subprocess\.(run|call|check_call|check_output|Popen)$/,
    given: [0, 'args'],
    when: (_, argument, { taint, at: { scope } }) => {
      const [program, ...rest] = argument.kind === 'group' ? argument.parts : [];
      const isShell = SHELLS.test(wholeText(program) ?? '');
      const run = isShell ? rest[rest.findIndex((one) => /^[-/]\w*c$/i.test(wholeText(one) ?? '')) + 1] : program;
      return run !== undefined && taint.of(run, scope) !== null;
    },
    remediation: 'Take the program from a list of those that are meant.',
  },
  { rule: 'code-injection', callee: /^(eval|exec|compile|builtins\.(eval|exec)|__import__|importlib\.import_module|runpy\.run_path)$/ },
  {
    rule: 'unsafe-deserialization',
    callee:
      /^(pickle|cPickle|_pickle|dill|cloudpickle|joblib|marshal)\.loads?$|^jsonpickle\.decode$|^shelve\.open$|^(pandas|numpy)\.(read_pickle|load)$|^pickle\.Unpickler$/,
    remediation: SAFE_LOAD,
  },
  {
    rule: 'sql-injection',
    callee:
      /\.(execute|executemany|executescript|raw|exec_driver_sql|fetch|fetchrow|fetchval|read_sql|read_sql_query)$|^(sqlalchemy(\.sql)?\.text|pandas\.read_sql(_query)?)$/,
    when: (_, argument, place) => looksLikeSql(argument, place),
    remediation: 'Write a placeholder and give the value beside it: `execute("… WHERE id = %s", (id,))`.',
  },
  {
    rule: 'path-traversal',
    callee:
      /^(open|io\.open|codecs\.open|os\.(remove|unlink|rmdir|listdir|makedirs|rename|open)|shutil\.(rmtree|copy|copyfile|move|copytree)|flask\.send_file|send_file)$/,
    remediation:
      'Take the name alone (`werkzeug.utils.secure_filename`, `os.path.basename`), or resolve the path and compare it with the folder; `send_from_directory`.',
  },
  {
    rule: 'server-side-request-forgery',
    callee:
      /^(requests|httpx)\.(get|post|put|patch|delete|head|options|request|stream)$|^urllib\.request\.(urlopen|urlretrieve|Request)$|^urllib2\.urlopen$|^aiohttp\.ClientSession\(\)\.(get|post|put|request)$/,
    given: [0, 1, 'url'],
    when: (call, argument, place) =>
      (argument !== call.arguments[1]?.value || /\.(request|stream)$/.test(pythonName(call.callee, place.program.imports))) &&
      !hasFixedStart(argument, place),
    remediation: 'Compare the host with a list of those that may be asked, or begin the address with one of your own.',
  },
  {
    rule: 'nosql-injection',
    callee:
      /\.(find|find_one|find_one_and_(update|replace|delete)|update_one|update_many|delete_one|delete_many|replace_one|count_documents|aggregate|distinct)$/,
    given: [0, 'filter'],
    when: isConditionOfObjects,
    remediation: 'Make each value text (`str(value)`), or validate the body by a schema.',
  },
  {
    rule: 'open-redirect',
    callee:
      /^(flask\.redirect|redirect|django\.shortcuts\.redirect|django\.http\.HttpResponse(Permanent)?Redirect|HttpResponseRedirect|starlette\.responses\.RedirectResponse|fastapi\.responses\.RedirectResponse)$/,
    given: [0, 'url', 'location'],
    when: (_, argument, place) => !hasFixedStart(argument, place),
    remediation: 'Redirect to a path of your own (`url_for`), or compare the host with a list of those that are meant.',
  },
  {
    rule: 'template-injection',
    callee:
      /^(flask\.render_template_string|render_template_string|jinja2\.Template|mako\.template\.Template|django\.template\.Template)$|\.from_string$/,
    remediation: 'Keep the template fixed and give it the value.',
  },
  {
    rule: 'cross-site-scripting',
    callee: /^(markupsafe\.Markup|flask\.Markup|Markup|django\.utils\.safestring\.(mark_safe|SafeString))$/,
    remediation: 'Let the template escape it, or escape it with `markupsafe.escape`.',
  },
  {
    rule: 'cross-site-scripting',
    callee: /^(django\.http\.HttpResponse|flask\.make_response|flask\.Response)$/,
    when: (_, argument, { at: { scope } }) => {
      const { pieces, count } = piecesOf(argument, scope);
      return count > 1 && /<\/?[a-z!]/i.test(pieces);
    },
    remediation: 'Let a template write the page: it escapes what it is given.',
  },
];

/** Conditions that are taken out of JSON as they came, where a database of documents is used: an object among them is an operator. */
function isConditionOfObjects(_: PythonCall, argument: PythonNode, { program, at: { scope }, taint }: PythonPlace): boolean {
  if (!/^\s*(?:from|import)\s+(pymongo|motor|mongoengine|flask_pymongo|beanie)\b/m.test(program.code)) return false;
  const [meant = argument] = scope.writes.get(dottedName(argument) ?? '') ?? [];
  const values = meant.kind === 'group' ? meant.parts.filter((_part, index) => index % 2 === 1) : [meant];
  return values.some((one) => {
    const isText = one.kind === 'text' || (one.kind === 'operation' && one.operators.some((operator) => /^[+%]$/.test(operator)));
    const isMadeText = one.kind === 'call' && dottedName(one.callee) === 'str';
    const found = isText || isMadeText ? null : taint.of(one, scope);
    // Fields of a form and of an address are texts.
    return found !== null && /json|data|body|payload/i.test([found.source, ...found.through].join(' '));
  });
}

const SQL =
  /^\s*(select\b[^]*\bfrom|insert\s+into|update\b[^]*\bset|delete\s+from|with\b[^]*\bas\b|merge\s+into|replace\s+into|call\s+\w|drop\s+\w|alter\s+\w|create\s+\w|truncate\s)/i;

function looksLikeSql(node: PythonNode, { at: { scope } }: PythonPlace): boolean {
  const name = dottedName(node);
  if (name !== null && scope.grown.has(name)) {
    const { pieces, count } = joined((scope.writes.get(name) ?? []).map((part) => piecesOf(part, scope)));
    return count > 1 && SQL.test(pieces);
  }
  return valuesOf(node, scope).some((one) => {
    const { pieces, count } = piecesOf(one, scope);
    return count > 1 && SQL.test(pieces);
  });
}

/** Each that it may be. */
function valuesOf(node: PythonNode, scope: PythonLine['scope'], depth = 0): readonly PythonNode[] {
  if (depth > DEEPEST) return [node];
  const writes = scope.writes.get(dottedName(node) ?? '') ?? [];
  const choices = node.kind === 'operation' ? choicesOf(node) : writes.slice(0, MOST_VALUES);
  return choices.length === 0 || choices[0] === node
    ? [node]
    : choices.flatMap((one) => valuesOf(one, scope, depth + 1)).slice(0, MOST_VALUES);
}

/** Begins with a host or a folder of its own, or with what the program chooses itself. */
function hasFixedStart(node: PythonNode, { at: { scope }, taint }: PythonPlace): boolean {
  const { pieces, first } = piecesOf(node, scope);
  if (/^([a-z][a-z\d+.-]*:)?\/\/[^/ ]+\/|^\/[^/\\]|^[?#.]|^mailto:/i.test(pieces)) return true;
  return pieces.startsWith(UNKNOWN) && first !== null && first !== node && taint.of(first, scope) === null;
}

const UNKNOWN = ' x ';
const DEEPEST = 12;
const MOST_VALUES = 50;

/** What a text is put together from, with a mark for what is not written there; and the first such. */
function piecesOf(
  node: PythonNode,
  scope: PythonLine['scope'],
  depth = 0,
): { readonly pieces: string; readonly count: number; readonly first: PythonNode | null } {
  const unknown = { pieces: UNKNOWN, count: 1, first: node };
  if (depth > DEEPEST) return unknown;
  if (node.kind === 'text') {
    const pieces = node.pieces.map((piece, index) => piece + (node.fields[index] === undefined ? '' : UNKNOWN)).join('');
    return { pieces, count: 1 + node.fields.length, first: node.fields[0] ?? null };
  }
  if (node.kind === 'operation' && node.operators.every((one) => one === '+'))
    return joined(node.parts.map((part) => piecesOf(part, scope, depth + 1)));
  if (node.kind === 'operation' && node.operators[0] === '%') {
    const [format, ...values] = node.parts;
    return format === undefined
      ? unknown
      : joined([piecesOf(format, scope, depth + 1), ...values.map((first) => ({ pieces: '', count: 1, first }))]);
  }
  if (node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'format')
    return joined([
      piecesOf(node.callee.of, scope, depth + 1),
      ...node.arguments.map(({ value: first }) => ({ pieces: '', count: 1, first })),
    ]);
  if (node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === 'join') {
    const [list] = node.arguments;
    const separator = wholeText(node.callee.of);
    if (separator !== null && list?.value.kind === 'group')
      return joined(
        list.value.parts.flatMap((part, index) => [
          ...(index === 0 ? [] : [{ pieces: separator, count: 0, first: null }]),
          piecesOf(part, scope, depth + 1),
        ]),
      );
  }
  const dotted = dottedName(node);
  const writes = dotted === null ? undefined : scope.writes.get(dotted);
  const [only] = writes ?? [];
  return writes?.length === 1 && only !== undefined ? piecesOf(only, scope, depth + 1) : unknown;
}

type Pieces = ReturnType<typeof piecesOf>;

function joined(all: readonly Pieces[]): Pieces {
  return {
    pieces: all.map(({ pieces }) => pieces).join(''),
    count: all.reduce((sum, { count }) => sum + count, 0),
    first: all.find(({ first }) => first !== null)?.first ?? null,
  };
}
