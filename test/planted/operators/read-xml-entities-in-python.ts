import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Read an invoice, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      [
        'from lxml import etree',
        'parser = etree.XMLParser(resolve_entities=True, no_network=False)',
        'return etree.fromstring(target, parser).tag',
      ],
      'etree.XMLParser',
    ),
} satisfies Operator;
