import type { TreeSnapshot } from '../tree-snapshot.ts';
import { javaScriptLinters } from './javascript-linters.ts';
import { nativeLinters } from './native-linters.ts';
import { pythonLinters } from './python-linters.ts';
import type { DetectedLinters, LinterDetection } from './linter-detection.ts';

/** One line an ecosystem. */
const DETECTIONS: readonly LinterDetection[] = [javaScriptLinters, nativeLinters, pythonLinters];

/** The linters and formatters that are the repository's own, whatever its main language is. */
export async function detectLinters(tree: TreeSnapshot): Promise<Required<DetectedLinters>> {
  const found = await Promise.all(DETECTIONS.map((detect) => detect(tree)));
  const linters = found.flatMap((one) => one.linters);
  const used = linters.map(
    ({ name, config, folder }) => `${name} (${config ?? 'its defaults'}${folder === undefined ? '' : ` in ${folder}`})`,
  );
  const unread = found.flatMap((one) => one.unread ?? []);
  return {
    linters,
    unread,
    notes: [
      ...(used.length > 0 ? [`linters and formatters: ${used.join(', ')}`] : []),
      ...found.flatMap(({ notes }) => notes),
      ...(unread.length > 0 ? [`lints here, and is not asked: ${unread.join(', ')}`] : []),
    ],
  };
}
