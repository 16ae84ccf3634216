import type { Operator } from '../operator.ts';
import { djangoView } from '../requests.ts';

export default {
  title: 'Find by name, in Django',
  checkers: [8],
  plant: (tree) =>
    djangoView(
      tree,
      [
        'from django.db import connection',
        'from django.http import JsonResponse',
        '',
        'with connection.cursor() as cursor:',
        "    cursor.execute(f\"SELECT id FROM auth_user WHERE username = '{request.GET['name']}'\")",
        '    return JsonResponse({"ids": cursor.fetchall()})',
      ],
      'cursor.execute',
    ),
} satisfies Operator;
