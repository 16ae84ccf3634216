import type { Operator } from '../operator.ts';
import { atEnd, put, wholeFile } from '../places.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'See errors in the browser',
  checkers: [8],
  plant(tree) {
    const place = wholeFile(tree, (path) => isPython(path) && /Flask\(__name__|create_app\(\)/u.test(tree.read(path)));
    return place === null
      ? null
      : put(atEnd(place), '\n\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", debug=True)\n', 'app.run');
  },
} satisfies Operator;
