import { posix } from 'node:path';
import { rangeOf, type Span } from '../../definitions/data-document.ts';
import { isObject } from '../../definitions/json-value.ts';
import { offlineByUri } from '../../definitions/offline-schemas.ts';
import { DIALECTS, dialectNamed } from '../../definitions/schema/dialect.ts';
import { evaluate } from '../../definitions/schema/evaluate.ts';
import { Unjudged } from '../../definitions/schema/frame.ts';
import { matchesPattern } from '../../definitions/schema/matches-pattern.ts';
import { createSchemaSet, type Place, type SchemaSet } from '../../definitions/schema/schema-set.ts';
import { treeSchemas } from '../../definitions/tree-schemas.ts';
import { uriDecoded } from '../../definitions/uri-decoded.ts';
import type { Range } from '../../domain/finding.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import { sightingsOf } from './schema-violations.ts';
import type { Judged, Side } from './side.ts';

/** As editors know it, in a comment above the document. */
const MODELINE = /^#\s*yaml-language-server:\s*\$schema=(\S+)/m;

const TOO_MUCH = 'it takes too much work, or refers to what is not at hand';

interface Named {
  readonly name: string;
  readonly range: Range;
}

/** What of a file is not as the schema has it that it names itself, if that is in the tree. */
export async function namedSchemaViolations(side: Side, judged: Judged): Promise<Sighting[]> {
  const named = namedBy(judged);
  if (named === null) return [];
  const { path } = judged;
  const { name, range } = named;
  const unknown = (why: string): Sighting[] => [
    { rule: 'unknown-schema', path, range, code: name, message: `not judged by its schema ${JSON.stringify(name)}: ${why}` },
  ];
  if (/^[a-z][\w+.-]*:/i.test(name)) {
    const official = officialSchemaAt(name);
    return official === null ? unknown('nothing is fetched') : (violations(judged, official) ?? unknown(TOO_MUCH));
  }
  const [written = '', fragment = ''] = name.split('#');
  const file = posix.normalize(posix.join(posix.dirname(path), uriDecoded(written) ?? written));
  if (file.startsWith('../') || /(^|\/)node_modules\//.test(file)) return unknown('it is not in the repository');
  // A build may write it: whoever needs it will miss it, but not this repository at this commit.
  if (!side.tree.has(file))
    return [
      {
        rule: 'broken-reference',
        severity: 'warning',
        path,
        range,
        code: name,
        message: `its schema ${JSON.stringify(name)} is not there: no file ${file}`,
      },
    ];
  const schema = await side.documents.documentAt(file);
  if (schema === null) return unknown(`${file} is not one document that parses`);
  const said = isObject(schema.value) ? schema.value['$schema'] : undefined;
  const dialect = typeof said === 'string' ? dialectNamed(said) : DIALECTS[2020];
  if (dialect === null) return unknown('its dialect is not known');
  const { set, root } = await treeSchemas(side.documents, { path: file, value: schema.value, dialect });
  const place = set.resolve(root, `#${fragment}`);
  if (place === null) return unknown(`there is no #${fragment} in ${file}`);
  return violations(judged, { set, place }) ?? unknown(TOO_MUCH);
}

/** Null where it cannot be told. */
function violations(judged: Judged, { set, place }: { readonly set: SchemaSet; readonly place: Place }): Sighting[] | null {
  try {
    return sightingsOf(judged, evaluate({ set, place, instance: judged.document.value, matches: matchesPattern }));
  } catch (error) {
    if (error instanceof Unjudged) return null;
    throw error;
  }
}

function officialSchemaAt(uri: string): { readonly set: SchemaSet; readonly place: Place } | null {
  const set = createSchemaSet(offlineByUri);
  const resource = set.find(uri.replace(/#$/, ''));
  return resource === null ? null : { set, place: { schema: resource.root, resource } };
}

function namedBy({ document }: Judged): Named | null {
  const { value, text } = document;
  const key = isObject(value) ? value['$schema'] : undefined;
  if (typeof key === 'string') return { name: key, range: rangeAt(document, ['$schema']) };
  const { start, end } = commentsAbove(text, document.spotOf([]).value.start);
  const line = MODELINE.exec(text.slice(start, end));
  if (line?.[1] === undefined) return null;
  return { name: line[1], range: rangeOf(text, { start: start + line.index, end: start + line.index + line[0].length }) };
}

/** What stands before a document but no value: only that of a stream's first goes on above its `---`. */
function commentsAbove(text: string, end: number): Span {
  let start = text.lastIndexOf('\n', end - 1) + 1;
  let divider: number | null = null;
  while (start > 0) {
    const before = start === 1 ? 0 : text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(before, start).trim();
    if (line !== '' && !/^(#|---|%)/.test(line)) return { start: divider ?? start, end };
    if (line.startsWith('---')) divider = start;
    start = before;
  }
  return { start: 0, end };
}
