import { styleText } from 'node:util';

export type Colour = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

/** Colours only when asked: whoever prints knows whether a terminal is there. */
export function paint(color: boolean): Paint {
  return color ? (colour, text) => styleText(colour, text, { validateStream: false }) : (_, text) => text;
}
