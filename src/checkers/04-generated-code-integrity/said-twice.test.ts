import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const TYPES = `export interface User {
  id: number;
  name: string;
  greet(word: string): string;
}

export type Key = string;

export enum Colour {
  Red,
}
`;
const PYTHON = `import huey


class Page(huey.Page):
    size = 10

    def items(self):
        return huey.items(self.size)


def show(request):
    return Page().items()
`;
const PAGE = 'class Page(huey.Page):\n    size = 10\n\n    def items(self):\n        return huey.items(self.size)\n';
const base = { 'src/types.ts': TYPES, 'pages.py': PYTHON };
const types = (more: string) => ({ base, head: { 'src/types.ts': `${TYPES}\n${more}` } });
const python = (more: string) => ({ base, head: { 'pages.py': `${PYTHON}\n\n${more}` } });
const twiceAt = (line: number) => finds('duplicate-definition', 'src/types.ts', line);

testChecker(import.meta.url, {
  clean: [
    { name: 'an interface that adds members to another', ...types('export interface User {\n  mail: string;\n}\n') },
    { name: 'one more way to call a method', ...types('export interface User {\n  greet(word: number): string;\n}\n') },
    {
      name: 'an enum that goes on, and a value with the name of a type',
      ...types('export enum Colour {\n  Blue = 7,\n}\nexport const Key = 1;\n'),
    },
    { name: 'an interface of the same name in another block', ...types('declare global {\n  interface User {\n    id: number;\n  }\n}\n') },
    { name: 'a field that binds the method of its name', ...types('export class A {\n  go = this.go.bind(this);\n  go() {}\n}\n') },
    {
      name: 'accessors and methods of an object',
      ...types('export const a = { get b() { return 1; }, set b(to) {}, c() {}, d: () => 1 };\n'),
    },
    {
      name: 'Python: a class that is used, and made again',
      ...python('register(Page)\n\n\nclass Page:\n    pass\n'),
    },
    {
      name: 'Python: the same code for another platform, and for another decorator',
      ...python(
        'if huey:\n    def now():\n        return 1\nelse:\n    def now():\n        return 1\n\n\n@route("/a")\ndef page():\n    return 1\n\n\n@route("/b")\ndef page():\n    return 1\n',
      ),
    },
  ],
  flagged: [
    { name: 'an interface again', ...types('export interface User {\n  id: number;\n  name: string;\n}\n'), expect: twiceAt(13) },
    {
      name: 'an interface again, with more',
      ...types('export interface User {\n  id: number;\n  mail: string;\n}\n'),
      expect: twiceAt(13),
    },
    { name: 'a method of an interface again', ...types('interface User {\n  greet(word: string): string\n}\n'), expect: twiceAt(13) },
    { name: 'a type again', ...types('export type Key = number;\n'), expect: twiceAt(13) },
    { name: 'an enum again', ...types('export enum Colour {\n  Red,\n  Blue = 2,\n}\n'), expect: twiceAt(13) },
    {
      name: 'an interface again in a namespace',
      ...types('export namespace Inner {\n  interface A {\n    b: 1;\n  }\n  export interface A {\n    b: 1;\n  }\n}\n'),
      expect: twiceAt(17),
    },
    { name: 'a field again', ...types('export class A {\n  static b = 1;\n  b = 2;\n  b = 3;\n}\n'), expect: twiceAt(16) },
    { name: 'a method of an object again', ...types('export const a = {\n  b() {},\n  b: () => 1,\n};\n'), expect: twiceAt(15) },
    { name: 'Python: a class again that functions in between use', ...python(PAGE), expect: finds('duplicate-definition', 'pages.py', 15) },
    {
      name: 'Python: the same class again where it was used',
      ...python(`register(Page)\n\n\n${PAGE}`),
      expect: finds('duplicate-definition', 'pages.py', 18),
    },
    {
      name: 'Python: a class again with its decorator',
      ...python('@dataclass\nclass Item:\n    a: int\n\n\n@dataclass\nclass Item:\n    a: int\n'),
      expect: finds('duplicate-definition', 'pages.py', 21),
    },
    {
      name: 'Python: a class again without its decorator',
      ...python('@dataclass\nclass Item:\n    a: int\n\n\nshow(Item)\n\n\nclass Item:\n    a: int\n'),
      expect: finds('duplicate-definition', 'pages.py', 23),
    },
  ],
});
