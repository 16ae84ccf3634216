import { testChecker } from '../test-checker.ts';
import { at, finds } from './fixtures/app.ts';

/** The first variant of a character in the Ideographic Variation Database. */
const FIRST = '\u{e0100}';
const CITY = `葛${FIRST}城市`;

testChecker(import.meta.url, {
  clean: [
    { name: 'a variant of a Chinese character in a text', ...at('src/city.ts', `export const city = '${CITY}';\n`) },
    { name: 'the same in a template', ...at('src/city.ts', `export const city = \`${CITY}\`;\n`) },
    { name: 'the same in a comment', ...at('src/city.ts', `export const city = 1; // ${CITY}\n`) },
    { name: 'the same in a document', ...at('docs/city.md', `${CITY}\n`) },
    { name: 'a variant of a character beyond the basic plane', ...at('src/city.ts', `export const city = '𠮷${FIRST}野';\n`) },
  ],
  flagged: [
    {
      name: 'a variant in a name, which looks like another one',
      ...at('src/city.ts', `export const 葛 = 1;\nexport const 葛${FIRST} = 2;\n`),
      expect: finds('invisible-character', 'src/city.ts', 2),
    },
    {
      name: 'two selectors in a row, of which the second varies nothing',
      ...at('src/city.ts', `export const city = '葛${FIRST}${FIRST}城市';\n`),
      expect: finds('invisible-character', 'src/city.ts', 1),
    },
    {
      name: 'a selector behind a letter',
      ...at('src/city.ts', `export const city = 'a${FIRST}';\n`),
      expect: finds('invisible-character', 'src/city.ts', 1),
    },
    {
      name: 'a selector that stands for no variant, as bytes are hidden in',
      ...at('src/city.ts', "export const city = '葛\u{e0180}城市';\n"),
      expect: finds('invisible-character', 'src/city.ts', 1),
    },
    {
      name: 'a variant in the source of a language that is not read',
      ...at('city.rb', `葛 = 1\n葛${FIRST} = 2\n`),
      expect: finds('invisible-character', 'city.rb', 2),
    },
    {
      name: 'a variant in a page, which may hold a program',
      ...at('city.html', `<script>\n  let 葛${FIRST} = 2;\n</script>\n`),
      expect: finds('invisible-character', 'city.html', 2),
    },
  ],
});
