import type { Operator } from '../operator.ts';
import { hasFastApi } from '../languages.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Go back where they came from, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      hasFastApi(tree)
        ? ['from fastapi.responses import RedirectResponse', 'return RedirectResponse(target)']
        : ['from flask import redirect', 'return redirect(target)'],
      'return',
    ),
} satisfies Operator;
