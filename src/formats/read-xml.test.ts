import { expect, test } from 'vitest';
import { AdapterError } from '../domain/error.ts';
import { readXml } from './read-xml.ts';

test('reads elements, attributes, text, CDATA and the references', () => {
  const root = readXml(
    `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<!-- a - b --><a x="1 > &quot;&#xE4;&#10;" y='"'>t &lt;<b/><![CDATA[<c>&amp;]]]></a >\n<!-- z -->`,
  );
  expect([root.name, [...root.attributes], root.text, root.children.map(({ name }) => name)]).toEqual([
    'a',
    [
      ['x', '1 > "ä\n'],
      ['y', '"'],
    ],
    't <<c>&amp;]',
    ['b'],
  ]);
});

test('keys of objects are words like any other', () => {
  expect(readXml('<a __proto__="1" constructor="2"/>').attributes.get('__proto__')).toBe('1');
});

const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

test.each([
  ['nothing', ''],
  ['white space', ' \n'],
  ['text alone', 'no tests ran'],
  ['JSON', '{}'],
  ['half an element', '<a'],
  ['half an attribute', '<a x="1'],
  ['an element without its end', '<a><b></b>'],
  ['an end of another', '<a><b></a></b>'],
  ['an end without a beginning', '</a>'],
  ['two roots', '<a/><a/>'],
  ['text after the root', '<a/>x'],
  ['CDATA outside of the root', '<a/><![CDATA[x]]>'],
  ['half a comment', '<a/><!-- x'],
  ['a comment with --', '<a><!-- x -- y --></a>'],
  ['half a CDATA section', '<a><![CDATA[</a>'],
  ['the end of a CDATA section in text', '<a>]]></a>'],
  ['a processing instruction', '<?php x ?><a/>'],
  ['a declaration that is not first', ' <?xml version="1.0"?><a/>'],
  ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
  ['a document type', '<!DOCTYPE a><a/>'],
  ['an external entity', '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'],
  ['a bomb', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'],
  ['an entity of its own', '<a>&e;</a>'],
  ['an entity that is a key of objects', '<a x="&constructor;"/>'],
  ['a bare &', '<a>1 & 2</a>'],
  ['a reference to no character', '<a>&#0;</a>'],
  ['a reference to half a character', '<a>&#xD800;</a>'],
  ['a reference beyond all characters', '<a>&#x110000;</a>'],
  ['an attribute twice', '<a x="1" x="2"/>'],
  ['an attribute without quotes', '<a x=1/>'],
  ['attributes without a space between', '<a x="1"y="2"/>'],
  ['a < in an attribute', '<a x="<b/>"/>'],
  ['a control character', '<a>\u0001</a>'],
  ['elements that are too deep', nested(65)],
  ['too many elements', `<a>${'<b/>'.repeat(300_000)}</a>`],
])('%s is refused', (_, text) => {
  expect(() => readXml(text)).toThrow(AdapterError);
});

test('deep elements are read up to the bound', () => {
  expect(readXml(nested(64)).name).toBe('a');
});

test('time is in proportion to what is given', () => {
  const started = performance.now();
  expect(() => readXml(`<a>${'<!'.repeat(200_000)}`)).toThrow(AdapterError);
  expect(() => readXml(`<a ${' '.repeat(200_000)}`)).toThrow(AdapterError);
  expect(() => readXml(`<?xml version="1.0"${' '.repeat(200_000)}`)).toThrow(AdapterError);
  expect(readXml(`<a>${'&amp;'.repeat(200_000)}</a>`).text).toHaveLength(200_000);
  expect(performance.now() - started).toBeLessThan(5000);
});
