import type { Operator } from '../operator.ts';
import { hasFastApi } from '../languages.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Remember who logged in, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(
      tree,
      [
        hasFastApi(tree) ? 'from fastapi import Response' : 'from flask import Response',
        'answer = Response("ok")',
        'answer.set_cookie("session", target, httponly=False, secure=False)',
        'return answer',
      ],
      'set_cookie',
    ),
} satisfies Operator;
