import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Greet by name, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      ['from flask import render_template_string', '', 'return render_template_string("<h1>Hello " + target + "</h1>")'],
      'return render',
    ),
} satisfies Operator;
