import { createHash } from 'node:crypto';
import { UserError } from '../domain/error.ts';
import type { WorkOrder } from '../domain/work-order.ts';

const TITLE_CHARACTERS = 72;
const ID_CHARACTERS = 48;

/** The order that `run "text"` stands for: the text is its one criterion. `taken`: ids there are already. */
export function newOrder({ text, taken }: { readonly text: string; readonly taken: readonly string[] }): Omit<WorkOrder, 'digest'> {
  const sentence = text.replaceAll(/\s+/g, ' ').trim();
  if (sentence === '') throw new UserError('ORDER_INVALID', 'expected what is asked, found an empty text');
  return {
    id: freeId({ wanted: slug(sentence), taken }),
    title: clip(sentence),
    kind: 'feature',
    scope: [],
    mayChange: [],
    description: sentence,
    criteria: [{ id: 'AC-1', text: sentence }],
  };
}

function slug(sentence: string): string {
  const words = sentence
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, ID_CHARACTERS)
    .replaceAll(/^-+|-+$/g, '');
  // A text without a Latin letter or digit still needs a name that is the same each time.
  return words === '' ? `order-${createHash('sha256').update(sentence).digest('hex').slice(0, 8)}` : words;
}

function freeId({ wanted, taken }: { readonly wanted: string; readonly taken: readonly string[] }): string {
  let id = wanted;
  for (let i = 2; taken.includes(id); i++) id = `${wanted}-${i}`;
  return id;
}

function clip(sentence: string): string {
  // By code points: half a surrogate pair would not survive the file.
  const characters = [...sentence];
  if (characters.length <= TITLE_CHARACTERS) return sentence;
  const head = characters.slice(0, TITLE_CHARACTERS - 1).join('');
  const space = head.lastIndexOf(' ');
  return `${(space > TITLE_CHARACTERS / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}
