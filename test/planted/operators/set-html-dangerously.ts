import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Render a comment',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, (path) => isSource(path) && path.endsWith('sx') && !/\.test\./u.test(path), /^import .*$/u);
    if (place === null) return null;
    const text = `${place.text.trimEnd()}\n`;
    return put(
      { path: place.path, text, start: text.length, end: text.length },
      '\nexport function CommentBody({ comment }: { comment: { html: string } }) {\n  return <div dangerouslySetInnerHTML={{ __html: comment.html }} />;\n}\n',
      'return',
    );
  },
} satisfies Operator;
