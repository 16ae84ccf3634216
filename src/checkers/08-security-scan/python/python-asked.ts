import { COMPARES, dottedName, keyedName, partsOf, type PythonNode, wholeText } from './python-expression.ts';

/** What a request has of its sender's. */
export const FIELDS =
  /^(args|form|values|json|data|cookies|headers|files|query_string|GET|POST|COOKIES|META|FILES|body|query_params|path_params|query|forms|params|rel_url|match_info)$/;

/** Calls in a condition that say whether a value may be used. */
const DECIDES = /^(is|has|startswith|endswith|match|fullmatch|search|valid|check|allow|verif|safe|assert|ensure|sanit|any|all)/i;

/** What a condition asks something about. What it says is not understood: it counts as a check, as a false alarm stops somebody's work. */
export function askedNames(condition: PythonNode): string[] {
  return asks(condition) ? mentioned(condition) : partsOf(condition).flatMap(askedNames);
}

function asks(node: PythonNode): boolean {
  if (node.kind === 'call') return DECIDES.test(node.callee.kind === 'attribute' ? node.callee.name : (dottedName(node.callee) ?? ''));
  return (
    node.kind === 'operation' && node.operators.some((one) => COMPARES.has(one) && one !== 'not' && one !== 'is') && !isOfPresence(node)
  );
}

/** `"name" in request.args`, `name != ""`: it is there, and nothing more. */
function isOfPresence({ operators, parts }: Extract<PythonNode, { kind: 'operation' }>): boolean {
  const compared = operators.filter((one) => COMPARES.has(one) && one !== 'not');
  if (compared.length !== 1 || operators.some((one) => one === 'and' || one === 'or')) return false;
  if (compared[0] !== 'in') return parts.some((part) => wholeText(part) === '' || (part.kind === 'name' && part.name === 'None'));
  const [first, last] = [parts[0], parts.at(-1)];
  return wholeText(first) !== null && last?.kind === 'attribute' && FIELDS.test(last.name);
}

function mentioned(node: PythonNode): string[] {
  const keyed = keyedName(node);
  // A value of several is asked about, and not the others.
  if (keyed !== null) return [keyed];
  const dotted = dottedName(node);
  return [...(dotted === null ? [] : [dotted]), ...partsOf(node).flatMap(mentioned)];
}
