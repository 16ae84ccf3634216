import type { Film } from './frames.ts';
import type { Color, Span, TerminalLine } from './terminal-lines.ts';

export interface FilmSvg {
  readonly lines: readonly TerminalLine[];
  readonly film: Film;
  readonly columns: number;
  readonly rows: number;
  /** In the bar above the terminal. */
  readonly title: string;
  /** Below it: what was done to the recording. */
  readonly caption: string;
  /** For whoever cannot see it. */
  readonly description: string;
}

const CELL = 7.8;
const LINE = 18;
const MARGIN = 18;
const BAR = 34;
const FOOT = 34;

// A terminal is dark in a light page as well; the border sets it off in a dark one.
const PALETTE: Readonly<Record<Color, string>> = {
  red: '#ff7b72',
  green: '#56d364',
  yellow: '#e3b341',
  blue: '#79c0ff',
  magenta: '#d2a8ff',
  cyan: '#76e3ea',
};

/**
 * An animated terminal as one SVG file without script. All lines stand below each other; a cover moves down to let them appear and
 * the sheet moves up when the screen is full. Without animation (`prefers-reduced-motion`) the last screen is shown.
 */
export function filmSvg({ lines, film, columns, rows, title, caption, description }: FilmSvg): string {
  const width = Math.round(columns * CELL + 2 * MARGIN);
  const screen = rows * LINE;
  const height = BAR + MARGIN / 2 + screen + FOOT;
  const last = lines.length;
  const steps = (moveOf: (shown: number) => number) =>
    film.frames
      .map(({ atMs, lines: shown }, index) => {
        const percent = index === 0 ? 0 : (100 * atMs) / film.durationMs;
        return `${percent.toFixed(2)}%{transform:translateY(${moveOf(shown)}px)}`;
      })
      .join('');
  const sheet = (shown: number) => -Math.max(0, shown - rows) * LINE;
  const cover = (shown: number) => shown * LINE;
  const seconds = (film.durationMs / 1000).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title about">
<title id="title">${escapeXml(title)}</title>
<desc id="about">${escapeXml(description)}</desc>
<style>
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:#d6dde5;white-space:pre}
.n{fill:#8b949e;font-size:12px}.d{fill:#8b949e}.b{font-weight:700}
${Object.entries(PALETTE)
  .map(([name, value]) => `.${name}{fill:${value}}`)
  .join('')}
.s{transform:translateY(${sheet(last)}px);animation:s ${seconds}s step-end infinite}
.c{transform:translateY(${cover(last)}px);animation:c ${seconds}s step-end infinite}
.p{animation:p ${seconds}s linear infinite}
@keyframes s{${steps(sheet)}}
@keyframes c{${steps(cover)}}
@keyframes p{from{transform:scaleX(0)}to{transform:scaleX(1)}}
@media (prefers-reduced-motion:reduce){.s,.c,.p{animation:none}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="9" fill="#0d1117" stroke="#3d444d"/>
<circle cx="20" cy="17" r="5.5" fill="#ff7b72"/><circle cx="38" cy="17" r="5.5" fill="#e3b341"/><circle cx="56" cy="17" r="5.5" fill="#56d364"/>
<text class="n" x="${width / 2}" y="21" text-anchor="middle">${escapeXml(title)}</text>
<path d="M0 ${BAR}.5h${width}" stroke="#21262d"/>
<svg x="0" y="${BAR + MARGIN / 2}" width="${width}" height="${screen}"><g class="s">
${lines.map(({ spans }, row) => spans.map((span) => spanText(span, row)).join('')).join('\n')}
<rect class="c" x="1" y="0" width="${width - 2}" height="${screen + LINE}" fill="#0d1117"/>
</g></svg>
<rect x="1" y="${height - FOOT + 2}" width="${width - 2}" height="2" fill="#21262d"/>
<rect class="p" x="1" y="${height - FOOT + 2}" width="${width - 2}" height="2" fill="#388bfd"/>
<text class="n" x="${MARGIN}" y="${height - 11}">${escapeXml(caption)}</text>
</svg>
`;
}

/** Every stretch has its own place and length: whatever font the reader has, the columns stay columns. */
function spanText({ text, column, color, isDim, isBold }: Span, row: number): string {
  const shown = text.trim();
  if (shown === '') return '';
  const start = column + text.length - text.trimStart().length;
  const classes = [isBold ? 'b' : '', color ?? '', isDim ? 'd' : ''].filter(Boolean).join(' ');
  const place = `x="${fixed(MARGIN + start * CELL)}" y="${row * LINE + 13}" textLength="${fixed([...shown].length * CELL)}"`;
  return `<text ${place}${classes === '' ? '' : ` class="${classes}"`}>${escapeXml(shown)}</text>`;
}

function fixed(length: number): string {
  return String(Number(length.toFixed(1)));
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
