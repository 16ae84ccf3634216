import { type PythonNode, wholeText } from './python-expression.ts';
import { isFalse, isTrue, keyword } from './python-arguments.ts';
import { isChecked } from './python-guards.ts';
import { pythonName } from './python-program.ts';
import type { PythonPattern } from './python-rules.ts';

const rule = 'xml-external-entity';
const remediation = 'Leave entities off (`resolve_entities=False`), or read it with `defusedxml`.';

const LXML_PARSERS = /^lxml\.(etree|objectify)\.(XMLParser|XMLPullParser|ETCompatXMLParser|iterparse|makeparser)$/;
const LXML_READS = /^lxml\.(etree|objectify)\.(fromstring|fromstringlist|XML|parse)$/;
const EXTERNAL = /feature_external_(ges|pes)$/;
const EXTERNAL_TEXT = /^https?:\/\/xml\.org\/sax\/features\/external-(general|parameter)-entities$/;

/** A reader of XML that puts in what a document asks for: files of the machine, answers of other hosts. */
export const openedXml: PythonPattern = (call, name, { program, at, taint }) => {
  const meant = (node: PythonNode | null | undefined): PythonNode | null => {
    const writes = node?.kind === 'name' ? (at.scope.writes.get(node.name) ?? []) : [];
    return (writes.length === 1 ? writes[0] : node) ?? null;
  };
  const given = (key: string) => meant(keyword(call, key));
  const [first, second] = call.arguments;
  if (LXML_PARSERS.test(name)) {
    if (isTrue(given('resolve_entities')))
      return { rule, message: 'a document may put files of the machine into itself (resolve_entities=True)', remediation };
    if (isFalse(given('no_network'))) return { rule, message: 'a document says which hosts are asked (no_network=False)', remediation };
    if (isTrue(given('load_dtd'))) return { rule, message: 'a document brings its own rules (load_dtd=True)', isMild: true, remediation };
  }
  const isFeature = EXTERNAL.test(first === undefined ? '' : pythonName(first.value, program.imports));
  if (name.endsWith('.setFeature') && (isFeature || EXTERNAL_TEXT.test(wholeText(first?.value) ?? '')) && isTrue(meant(second?.value)))
    return { rule, message: 'a document may put files of the machine into itself', remediation };
  if (name.startsWith('defusedxml.') && (isFalse(given('forbid_external')) || isFalse(given('forbid_entities'))))
    return { rule, message: 'defusedxml is told not to refuse entities', remediation };
  if (name === 'xmltodict.parse' && isFalse(given('disable_entities'))) return { rule, message: 'entities are on', remediation };
  if (
    name.endsWith('.SetParamEntityParsing') &&
    first !== undefined &&
    /PARSING_(ALWAYS|UNLESS)/.test(pythonName(first.value, program.imports))
  )
    return { rule, message: 'a document brings its own rules', remediation };
  // Since version 5 lxml reads no entities of elsewhere by itself.
  const found = LXML_READS.test(name) && call.arguments.length === 1 && first !== undefined ? taint.of(first.value, at.scope) : null;
  return found === null || isChecked(found, at)
    ? null
    : { rule, message: `${name} gets ${found.source}: before version 5 of lxml with its entities`, isMild: true, remediation };
};
