import { dottedName, keyedName, partsOf, type PythonNode, type PythonOperation, wholeText } from './python-expression.ts';
import { isChecked } from './python-guards.ts';
import { pythonName, type PythonProgram, type PythonScope } from './python-program.ts';
import type { PythonFound, PythonPlace } from './python-rules.ts';

const REMEDIATION = 'Use `hmac.compare_digest`.';

/** `==` on what only who knows a secret can make, or on the secret itself: how long it takes tells how much of a guess was right. */
export function comparisonsFound(place: PythonPlace): PythonFound[] {
  return operationsIn(place.at.expression)
    .flatMap(sidesOf)
    .flatMap((sides) => comparisonFound(sides, place) ?? []);
}

function comparisonFound(sides: readonly [readonly PythonNode[], readonly PythonNode[]], place: PythonPlace): PythonFound | null {
  if (sides.some((side) => side.every(isFixed))) return null;
  const { at, program, taint } = place;
  const rule = { rule: 'timing-unsafe-comparison', remediation: REMEDIATION } as const;
  if (sides.flat().some((one) => isDigest(one, { program, scope: at.scope })))
    return { ...rule, message: 'a comparison of a digest with a key tells by its time how much was right' };
  if (!sides.flat().some((one) => isSecret(one, { program, scope: at.scope }))) return null;
  const isOthers = sides.flat().some((one) => {
    const found = taint.of(one, at.scope);
    return found !== null && !isChecked(found, at);
  });
  return isOthers ? { ...rule, message: 'a comparison of a secret tells by its time how much was right', isMild: true } : null;
}

function isFixed(node: PythonNode): boolean {
  return wholeText(node) !== null || node.kind === 'number' || (node.kind === 'name' && /^(None|True|False)$/.test(node.name));
}

function operationsIn(node: PythonNode): PythonOperation[] {
  return [...(node.kind === 'operation' ? [node] : []), ...partsOf(node).flatMap(operationsIn)];
}

/** What stands on either side of each `==` and `!=`, in the pieces that it is put together from. */
function sidesOf({ operators, parts, places }: PythonOperation): [PythonNode[], PythonNode[]][] {
  const joins = (index: number) => operators[index] === '+' || operators[index] === '%';
  return operators.flatMap((operator, index): [PythonNode[], PythonNode[]][] => {
    if (operator !== '==' && operator !== '!=') return [];
    let [from, to] = [index - 1, index + 1];
    while (joins(from)) from -= 1;
    while (joins(to)) to += 1;
    const place = places[index] ?? 0;
    return [[parts.slice(from < 0 ? 0 : places[from], place), parts.slice(place, places[to] ?? parts.length)]];
  });
}

interface Around {
  readonly program: PythonProgram;
  readonly scope: PythonScope;
}

const MAKES = /^(hmac\.(digest|new\(\)\.(hex)?digest|HMAC\(\)\.(hex)?digest)|hashlib\.(pbkdf2_hmac|scrypt)|.*\bhmac\.HMAC\(\)\.finalize)$/;
/** Answers the same in another form. */
const WRITES = /^((base64|binascii)\.\w+|str|bytes|bytes\.hex)$/;
const FORMS = /^(decode|encode|hex|lower|upper|strip|rstrip|removeprefix)$/;
/** More is no digest that a person put together. */
const MOST_OPENED = 100;

function isDigest(node: PythonNode, around: Around, opened = new Set<PythonNode>()): boolean {
  if (opened.has(node) || opened.size > MOST_OPENED) return false;
  opened.add(node);
  const further = (one: PythonNode) => isDigest(one, around, opened);
  switch (node.kind) {
    case 'call': {
      const { callee } = node;
      if (MAKES.test(madeBy(callee, around))) return true;
      if (callee.kind === 'attribute' && FORMS.test(callee.name)) return further(callee.of);
      if (WRITES.test(pythonName(callee, around.program.imports))) return node.arguments.some(({ value }) => further(value));
      return returnedBy(callee, around.program).some(further);
    }
    case 'operation':
      return node.operators.every((one) => /^(return|await|\+|%)$/.test(one)) && node.parts.some(further);
    case 'text':
      return node.fields.some(further);
    default:
      return writesOf(node, around.scope).some(further);
  }
}

/** Its name, with what the object that it is a method of was made by: `mac.hexdigest` is `hmac.new().hexdigest`. */
function madeBy(callee: PythonNode, { program, scope }: Around): string {
  if (callee.kind !== 'attribute') return pythonName(callee, program.imports);
  const makes = writesOf(callee.of, scope).map((made) => `${pythonName(made, program.imports)}.${callee.name}`);
  return makes.find((one) => MAKES.test(one)) ?? pythonName(callee, program.imports);
}

function writesOf(node: PythonNode, scope: PythonScope): readonly PythonNode[] {
  const name = dottedName(node) ?? keyedName(node);
  for (let around: PythonScope | null = scope; name !== null && around !== null; around = around.parent) {
    const writes = around.writes.get(name);
    if (writes !== undefined) return writes.slice(0, MOST_OPENED);
  }
  return [];
}

const returns = new WeakMap<PythonProgram, Map<string, PythonNode[]>>();

/** What functions of the file return, by their name. */
function returnedBy(callee: PythonNode, program: PythonProgram): readonly PythonNode[] {
  const known = returns.get(program) ?? new Map<string, PythonNode[]>();
  if (!returns.has(program)) {
    returns.set(program, known);
    for (const { text, expression, scope } of program.lines)
      if (/^return\b/.test(text)) known.set(scope.name, [...(known.get(scope.name) ?? []), expression]);
  }
  const name = callee.kind === 'name' || (callee.kind === 'attribute' && dottedName(callee.of) === 'self') ? callee.name : '';
  return name === '' ? [] : (known.get(name) ?? []);
}

const SECRET = /(SECRET|TOKEN|PASSWORD|PASSPHRASE|API_?KEY)(_\w+)?$/;

/** `os.environ["HOOK_SECRET"]`, `settings.HOOK_SECRET`, `app.config["HOOK_SECRET"]`, or a name for one. */
function isSecret(node: PythonNode, around: Around, opened = new Set<PythonNode>()): boolean {
  if (opened.has(node) || opened.size > MOST_OPENED) return false;
  opened.add(node);
  const name = pythonName(node, around.program.imports);
  const [, of = '', key = ''] = /^(.*)[.[]([^.\]]*)\]?$/.exec(keyedName(node) ?? name) ?? [];
  const isKept = /(^|\.)(environ|settings|config)$/.test(of) && SECRET.test(key);
  const isAsked = node.kind === 'call' && name === 'os.getenv()' && SECRET.test(wholeText(node.arguments[0]?.value) ?? '');
  return isKept || isAsked || writesOf(node, around.scope).some((one) => isSecret(one, around, opened));
}
