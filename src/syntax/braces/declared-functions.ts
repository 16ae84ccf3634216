import { type BraceLanguage, type BraceSource, readBraces } from './read-braces.ts';

/** A function with a body, wherever in the file it stands. */
export interface DeclaredFunction {
  readonly name: string;
  /** With the type it belongs to. */
  readonly symbol: string;
  readonly start: number;
  /** Of its braces, both included. */
  readonly open: number;
  readonly end: number;
  /** From its name to its body. */
  readonly signature: string;
  /** Names it is given something by, its object's included. */
  readonly parameters: ReadonlySet<string>;
  readonly attributes: string;
  /** What stands before the braces around it, innermost first. */
  readonly around: readonly Block[];
  /** Others may ask for it under this name: a method of Go, or of a trait. */
  readonly isForOthers: boolean;
}

export interface Block {
  readonly head: string;
  readonly open: number;
  readonly end: number;
}

export interface DeclaredFunctions {
  readonly source: BraceSource;
  readonly functions: readonly DeclaredFunction[];
}

const ATTRIBUTES = /(?:#\[(?:[^[\]]|\[[^[\]]*\])*\]\s*)*/.source;
const DECLARATION: Readonly<Record<'go' | 'rust', RegExp>> = {
  go: /^func\s+(?:\((?<receiver>[^()\n]*)\)\s*)?(?<name>\w+)/gm,
  rust: new RegExp(
    `(?<attributes>${ATTRIBUTES})(?:\\b(?:pub(?:\\([^)]*\\))?|async|const|unsafe|default|extern(?:\\s+"[^"]*")?)\\s+)*\\bfn\\s+(?<name>\\w+)`,
    'g',
  ),
};

/** What a list of parameters begins its entries with. */
const GIVEN = { go: /(?<=(?:^|[(,])\s*)[A-Za-z_]\w*/g, rust: /\bself\b|\b[a-z_]\w*(?=\s*:(?!:))/g } as const;

/** The functions of Go and Rust; none of other languages. */
export function declaredFunctions(text: string, language: BraceLanguage): DeclaredFunctions {
  const source = readBraces(text, language);
  if (language === 'java') return { source, functions: [] };
  const blocks = language === 'rust' ? blocksOf(source) : [];
  const functions = [...source.plain.matchAll(DECLARATION[language])].flatMap((found): DeclaredFunction[] => {
    const { name = '', receiver, attributes = '' } = found.groups ?? {};
    const behind = found.index + found[0].length;
    const open = bodyOf(source, behind);
    if (open === null) return [];
    const start = found.index + attributes.length;
    const around = blocks.filter((block) => block.open < start && start < block.end).toReversed();
    const signature = source.plain.slice(behind, open);
    const owner = receiver === undefined ? (around[0]?.head ?? '') : receiver.replace(/^\s*\w+\s+(?=[*\w])/, '').replace(/[*\s]/g, '');
    return [
      {
        name,
        symbol: [owner, name].filter((part) => part !== '').join('.'),
        start,
        open,
        end: source.endOf(open),
        signature,
        parameters: new Set(`${receiver ?? ''},${parametersOf(source, behind)}`.match(GIVEN[language])),
        attributes,
        around,
        isForOthers:
          receiver !== undefined ||
          around.some(({ head }) => /^(?:unsafe )?(?:impl\b.* for |(?:pub(?:\([^)]*\))? )?(?:unsafe )?trait\b)/.test(head)),
      },
    ];
  });
  return { source, functions };
}

/** Where the braces of a body open: not those of a type, and behind its brackets; null where it has none. */
function bodyOf({ plain, endOf }: BraceSource, from: number): number | null {
  for (let at = from; at < plain.length; at += 1) {
    const character = plain[at] ?? '';
    if (character === ';') return null;
    if (character === '(' || character === '[') at = endOf(at) - 1;
    if (character !== '{') continue;
    if (!/\b(?:interface|struct)\s*$/.test(plain.slice(Math.max(0, at - 12), at))) return at;
    at = endOf(at) - 1;
  }
  return null;
}

function parametersOf({ plain, endOf }: BraceSource, from: number): string {
  const open = plain.indexOf('(', from);
  return open < 0 ? '' : plain.slice(open, endOf(open));
}

function blocksOf({ plain, endOf }: BraceSource): Block[] {
  return [...plain.matchAll(/\{/g)].map(({ index }) => {
    const before = plain.slice(Math.max(0, index - 300), index);
    const head = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}')) + 1);
    return {
      head: head
        .replace(/#!?\[[^\]]*\]/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
      open: index,
      end: endOf(index),
    };
  });
}
