import type { Chunk } from './record-terminal.ts';

export interface Style {
  readonly color: Color | null;
  readonly isDim: boolean;
  readonly isBold: boolean;
}

/** A stretch of one style; `column` counts from 0. */
export interface Span extends Style {
  readonly column: number;
  readonly text: string;
}

export interface TerminalLine {
  readonly atMs: number;
  readonly spans: readonly Span[];
}

export type Color = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

const PLAIN: Style = { color: null, isDim: false, isBold: false };
const COLORS: Readonly<Record<string, Color | null>> = {
  31: 'red',
  32: 'green',
  33: 'yellow',
  34: 'blue',
  35: 'magenta',
  36: 'cyan',
  39: null,
};

/**
 * The lines a terminal of this width shows, each with the time of its last character. Of control sequences it knows colours
 * and styles; any other is an error, because it would be shown wrongly.
 */
export function terminalLines(chunks: readonly Chunk[], columns: number): TerminalLine[] {
  const lines: TerminalLine[] = [];
  let style = PLAIN;
  let spans: Span[] = [];
  let column = 0;
  let lastMs = 0;
  const end = () => {
    lines.push({ atMs: lastMs, spans });
    spans = [];
    column = 0;
  };
  // A sequence may be cut by the end of a chunk: it goes on in the next.
  let rest = '';
  for (const { atMs, text } of chunks) {
    lastMs = atMs;
    const whole = rest + text;
    const cut = /\u001b(?:\[[\d;]*)?$/.exec(whole)?.index ?? whole.length;
    rest = whole.slice(cut);
    for (const [token] of whole.slice(0, cut).matchAll(/\u001b\[[\d;]*m|\r?\n|[^\u001b\r\n]+|[^]/g)) {
      if (token.endsWith('\n')) end();
      else if (token.startsWith('\u001b[')) style = styleAfter(style, token.slice(2, -1));
      else if (/[\u0000-\u001f]/.test(token)) throw new Error(`a control sequence that is not known: ${JSON.stringify(token)}`);
      else {
        let left = [...token];
        while (left.length > 0) {
          if (column === columns) end();
          const part = left.slice(0, columns - column);
          spans = [...spans, { ...style, column, text: part.join('') }];
          column += part.length;
          left = left.slice(part.length);
        }
      }
    }
  }
  if (rest !== '') throw new Error(`the output ends inside a control sequence: ${JSON.stringify(rest)}`);
  if (column > 0) end();
  return lines;
}

function styleAfter(style: Style, codes: string): Style {
  let next = style;
  for (const code of codes === '' ? ['0'] : codes.split(';')) {
    const color = COLORS[code];
    if (code === '0') next = PLAIN;
    else if (code === '1') next = { ...next, isBold: true };
    else if (code === '2') next = { ...next, isDim: true };
    else if (code === '22') next = { ...next, isDim: false, isBold: false };
    else if (color !== undefined) next = { ...next, color };
    else throw new Error(`a style that is not known: ${code}`);
  }
  return next;
}
