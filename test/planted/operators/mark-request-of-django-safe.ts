import type { Operator } from '../operator.ts';
import { djangoView } from '../requests.ts';

export default {
  title: 'Greet in bold, in Python',
  checkers: [8],
  plant: (tree) =>
    djangoView(
      tree,
      [
        'from django.http import HttpResponse',
        'from django.utils.safestring import mark_safe',
        '',
        'return HttpResponse(mark_safe("<b>" + request.GET["name"] + "</b>"))',
      ],
      'return',
    ),
} satisfies Operator;
