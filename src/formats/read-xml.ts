import { InvariantError } from '../domain/error.ts';
import { scanXml } from './scan-xml.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const MAX_ELEMENTS = 300_000;

/** The root of a document with all that is in it; no document type. AdapterError where `scanXml` has one. */
export function readXml(source: string): XmlElement {
  const document: Open = { name: '', attributes: new Map(), children: [], text: '' };
  const path = [document];
  const inner = () => path.at(-1) ?? document;
  scanXml(
    source,
    {
      open(name, attributes) {
        const element: Open = { name, attributes, children: [], text: '' };
        inner().children.push(element);
        path.push(element);
      },
      text: (said) => void (inner().text += said),
      close: () => void path.pop(),
    },
    { maxElements: MAX_ELEMENTS },
  );
  const [root] = document.children;
  if (root === undefined) throw new InvariantError('XML_WITHOUT_ROOT', 'a document was read that has no element');
  return root;
}
