import type { Sighting } from '../rules.ts';

const WRITTEN = /\bv-html\s{0,3}=\s{0,3}(["'])((?:(?!\1)[^\n]){1,300})\1|\{@html\s{1,5}([^}\n]{1,300})\}/g;
/** What a link decides, in the words of the two. */
const OF_ADDRESS = /\$route\.(query|params|hash)|\bsearchParams\b|\$page\.(url|params)|\blocation\.(hash|search|href)/;
const CLEANS = /sanit|purif|escape|encode|safe|clean|strip|highlight|icon|svg|json|\bt\(|^\s*(['"`])[^'"`$]*\1\s*$/i;

/** Markup that templates of Vue and Svelte write as it came; null for another file. */
export function findWrittenMarkup(path: string, text: string): Sighting[] {
  if (!/\.(vue|svelte)$/i.test(path)) return [];
  const shown = text.replace(/<!--[^]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  return shown.split('\n').flatMap((line, index) =>
    [...line.matchAll(WRITTEN)].flatMap(({ 2: vue, 3: svelte }): Sighting[] => {
      const value = vue ?? svelte ?? '';
      if (CLEANS.test(value)) return [];
      const isOthers = OF_ADDRESS.test(value);
      return [
        {
          rule: 'cross-site-scripting',
          path,
          range: { startLine: index + 1 },
          message: `${vue === undefined ? '{@html}' : 'v-html'} writes ${isOthers ? 'what a link decides' : 'a value as it came'}`,
          ...(isOthers ? {} : { severity: 'warning' as const }),
        },
      ];
    }),
  );
}
