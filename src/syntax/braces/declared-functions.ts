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
const ANNOTATIONS = /(?:@(?!interface\b)[\w.]+(?:\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*)*/.source;
const MODIFIERS = /(?:\b(?:public|protected|private|static|final|abstract|synchronized|default|native|strictfp)\s+)*/.source;
const DECLARATION: Readonly<Record<BraceLanguage, RegExp>> = {
  // A constructor has no type; what is none of both stands in no class.
  java: new RegExp(
    `(?<attributes>${ANNOTATIONS}${MODIFIERS})(?:(?<generics><[^<>(){};]*(?:<[^<>(){};]*>[^<>(){};]*)*>)\\s*)?(?:(?<type>[\\w.]+)(?:<[\\w\\s.,?<>&@[\\]]*>)?(?:\\s*\\[\\s*\\])*\\s+)?\\b(?<name>\\w+)\\s*(?=\\((?:[^(){};]|\\([^(){};]*\\))*\\)\\s*(?:throws\\s+[\\w.,\\s@]+)?\\{)`,
    'g',
  ),
  go: /^func\s+(?:\((?<receiver>[^()\n]*)\)\s*)?(?<name>\w+)/gm,
  rust: new RegExp(
    `(?<attributes>${ATTRIBUTES})(?:\\b(?:pub(?:\\([^)]*\\))?|async|const|unsafe|default|extern(?:\\s+"[^"]*")?)\\s+)*\\bfn\\s+(?<name>\\w+)`,
    'g',
  ),
};

/** What a list of parameters begins its entries with. */
const GIVEN: Readonly<Record<BraceLanguage, RegExp>> = {
  go: /(?<=(?:^|[(,])\s*)[A-Za-z_]\w*/g,
  rust: /\bself\b|\b[a-z_]\w*(?=\s*:(?!:))/g,
  java: /\b\w+(?=\s*(?:\[\s*\]\s*)*[,)])/g,
};

const IN_CLASS = /\b(?:class|interface|enum|record)\s+\w|\bnew\s+[\w.]+(?:<.*>)?\s*\(.*\)$/;
const NO_TYPES = new Set(['new', 'return', 'throw', 'else', 'case', 'record', 'yield']);

/** The functions of a file. */
export function declaredFunctions(text: string, language: BraceLanguage): DeclaredFunctions {
  const source = readBraces(text, language);
  const blocks = language === 'go' ? [] : blocksOf(source);
  const functions = [...source.plain.matchAll(DECLARATION[language])].flatMap((found): DeclaredFunction[] => {
    const { name = '', type, generics = '', receiver, attributes = '' } = found.groups ?? {};
    const behind = found.index + found[0].length;
    const open = bodyOf(source, behind);
    if (open === null) return [];
    const start = found.index + attributes.length;
    const around = blocks.filter((block) => block.open < start && start < block.end).toReversed();
    const signature = source.plain.slice(behind, open);
    if (language === 'java' && !isOfClass(around[0], { name, type })) return [];
    const owner = receiver === undefined ? (around[0]?.head ?? '') : receiver.replace(/^\s*\w+\s+(?=[*\w])/, '').replace(/[*\s]/g, '');
    return [
      {
        name,
        symbol: [owner, language === 'java' ? `${generics}${name}(${typesIn(parametersOf(source, behind))})`.replace(/\s+/g, '') : name]
          .filter((part) => part !== '')
          .join('.'),
        start,
        open,
        end: source.endOf(open),
        signature,
        parameters: new Set(`${receiver ?? ''},${parametersOf(source, behind)}`.match(GIVEN[language])),
        attributes,
        around,
        isForOthers:
          receiver !== undefined ||
          (language === 'java' && (/@Override\b/.test(attributes) || /\b(?:interface|abstract class)\b/.test(around[0]?.head ?? ''))) ||
          around.some(({ head }) => /^(?:unsafe )?(?:impl\b.* for |(?:pub(?:\([^)]*\))? )?(?:unsafe )?trait\b)/.test(head)),
      },
    ];
  });
  return { source, functions };
}

/** Directly in the braces of a class: a method has a type, a constructor the name of the class. */
function isOfClass(around: Block | undefined, { name, type }: { readonly name: string; readonly type: string | undefined }): boolean {
  if (around === undefined || !IN_CLASS.test(around.head)) return false;
  return type === undefined ? new RegExp(`\\b(?:class|enum|record)\\s+${name}\\b`).test(around.head) : !NO_TYPES.has(type);
}

/** Of the parameters of Java, by which one method is told from another of its name. */
function typesIn(parameters: string): string {
  const bare = parameters.slice(1, -1).replace(/@[\w.]+(?:\([^()]*\))?|\bfinal\b/g, '');
  return bare.replace(/\s+\w+\s*(?=(?:\[\s*\]\s*)*(?:,|$))/g, '').replace(/\s+/g, '');
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
