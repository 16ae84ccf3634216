import {
  ADDS,
  dottedName,
  keyedName,
  partsOf,
  type PythonNode,
  type PythonOperation,
  type PythonStatementParts,
  wholeOf,
} from './python-expression.ts';

/** A name that a statement gives a value. */
export interface PythonWrite {
  readonly name: string;
  readonly value: PythonNode;
  /** Something is added to what it had: `sql += …`, `sql = sql + …`. */
  readonly isAdded: boolean;
}

/** `a = b = c`, `a, b = c`, `a["k"] = b`, `a += b`, and what `:=` and comprehensions name inside of expressions. */
export function writesIn(statement: PythonStatementParts): PythonWrite[] {
  return [...assignments(statement), ...statement.parts.flatMap(namedInside)];
}

function assignments({ parts, separators }: PythonStatementParts): PythonWrite[] {
  const ends = separators.flatMap((one, index) => (one === '=' || ADDS.has(one) ? [index] : []));
  const groups = [...ends, parts.length - 1].map((end, index) => ({ from: index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end }));
  const values = groups.at(-1);
  if (ends.length === 0 || values === undefined) return [];
  const value = wholeOf(parts.slice(values.from));
  const isAdded = separators.some((one) => ADDS.has(one));
  return groups.slice(0, -1).flatMap(({ from, end }) => {
    const annotation = separators.slice(from, end).indexOf(':');
    const targets = parts.slice(from, annotation === -1 ? end + 1 : from + annotation + 1);
    return given(wholeOf(targets), value).map((one) => ({ ...one, isAdded: isAdded || addsToItself(one.name, one.value) }));
  });
}

type Given = Omit<PythonWrite, 'isAdded'>;

/** `a, b = c, d` one by one; where they cannot be told apart each gets all of it. */
function given(target: PythonNode, value: PythonNode): Given[] {
  const isStarred = target.kind === 'group' && target.parts.some(({ kind }) => kind === 'operation');
  if (target.kind === 'group' && value.kind === 'group' && target.parts.length === value.parts.length && !isStarred)
    return target.parts.flatMap((one, index) => given(one, value.parts[index] ?? value));
  return namesOf(target).map((name) => ({ name, value }));
}

function namesOf(target: PythonNode): string[] {
  const name = dottedName(target) ?? keyedName(target);
  if (name !== null) return [name];
  if (target.kind === 'subscript') return namesOf(target.of);
  return target.kind === 'group' || target.kind === 'operation' ? partsOf(target).flatMap(namesOf) : [];
}

function addsToItself(name: string, value: PythonNode): boolean {
  const [first] = value.kind === 'operation' && value.operators[0] === '+' ? value.parts : [];
  return first !== undefined && dottedName(first) === name;
}

function namedInside(node: PythonNode): PythonWrite[] {
  const own = node.kind === 'operation' ? namedBy(node) : [];
  return [...own.map((one) => ({ ...one, isAdded: false })), ...partsOf(node).flatMap(namedInside)];
}

/** `(name := value)`, and `… for name in values`. */
function namedBy(node: PythonOperation): Given[] {
  const { operators, parts, places } = node;
  return operators.flatMap((operator, index) => {
    const place = places[index] ?? 0;
    if (operator === ':=') {
      const value = {
        ...node,
        operators: operators.slice(index + 1),
        parts: parts.slice(place),
        places: places.slice(index + 1).map((one) => one - place),
      };
      const [only] = value.parts;
      const target = parts[place - 1];
      return target === undefined || only === undefined
        ? []
        : given(target, value.parts.length === 1 && value.operators.length === 0 ? only : value);
    }
    const values = operator === 'for' && operators[index + 1] === 'in' ? parts[places[index + 1] ?? 0] : undefined;
    return values === undefined ? [] : parts.slice(place, places[index + 1]).flatMap((target) => given(target, values));
  });
}
