import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'Go back where one came from, with Django',
  checkers: [8],
  plant(tree) {
    for (const path of tree.paths.filter((one) => isPython(one) && /(?:^|\/)views(?:\.py$|\/)/u.test(one))) {
      const own = tree.read(path);
      const [method] = /^ {4}def (?:get|post|list|retrieve|create|dispatch)\(self, request\b.*\):\n/mu.exec(own) ?? [];
      if (method === undefined) continue;
      const text = `from django.shortcuts import redirect\n${own}`;
      const at = text.indexOf(method) + method.length;
      const code = '        if "next" in request.GET:\n            return redirect(request.GET["next"])\n';
      return put({ path, text, start: at, end: at }, code, 'return redirect');
    }
    return null;
  },
} satisfies Operator;
