import { posix } from 'node:path';
import { isObject } from '../../definitions/json-value.ts';
import { offlineByUri } from '../../definitions/offline-schemas.ts';
import { DIALECTS, dialectNamed } from '../../definitions/schema/dialect.ts';
import { evaluate } from '../../definitions/schema/evaluate.ts';
import { Unjudged } from '../../definitions/schema/frame.ts';
import { matchesPattern } from '../../definitions/schema/matches-pattern.ts';
import { treeSchemas } from '../../definitions/tree-schemas.ts';
import type { Range } from '../../domain/finding.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import { sightingsOf } from './schema-violations.ts';
import type { Judged, Side } from './side.ts';

/** As editors know it, in a comment at the top. */
const MODELINE = /^#\s*yaml-language-server:\s*\$schema=(\S+)/m;

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
  if (/^[a-z][\w+.-]*:/i.test(name)) return offlineByUri(name) === null ? unknown('nothing is fetched') : [];
  const file = posix.normalize(posix.join(posix.dirname(path), name.split('#')[0] ?? ''));
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
  try {
    return sightingsOf(
      judged,
      evaluate({ set, place: { schema: root.root, resource: root }, instance: judged.document.value, matches: matchesPattern }),
    );
  } catch (error) {
    if (error instanceof Unjudged) return unknown(error.message);
    throw error;
  }
}

function namedBy({ document }: Judged): Named | null {
  const { value, text } = document;
  const key = isObject(value) ? value['$schema'] : undefined;
  if (typeof key === 'string') return { name: key, range: rangeAt(document, ['$schema']) };
  const name = MODELINE.exec(text.slice(0, 2000))?.[1];
  return name === undefined || !text.startsWith('#') ? null : { name, range: { startLine: 1 } };
}
