import type { Colour } from './paint.ts';

/** What one event says to somebody who never heard of the product. */
export interface Told {
  readonly symbol: string;
  readonly colour: Colour;
  readonly text: string;
}

export const good = (text: string): Told => ({ symbol: '✓', colour: 'green', text });
export const bad = (text: string): Told => ({ symbol: '✗', colour: 'red', text });
export const warning = (text: string): Told => ({ symbol: '!', colour: 'yellow', text });
export const step = (text: string): Told => ({ symbol: '→', colour: 'cyan', text });
export const aside = (text: string): Told => ({ symbol: '·', colour: 'dim', text });
