import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { UserError } from '../domain/error.ts';
import type { AcceptanceCriterion, WorkOrder } from '../domain/work-order.ts';
import { parseStrictYaml } from './strict-yaml.ts';

export const ORDERS_FOLDER = '.jidoka/orders';

const glob = z.string().refine((text) => text.trim() === text && text !== '' && !text.startsWith('/') && !text.split('/').includes('..'), {
  error: 'a glob inside the repository',
});

const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  title: z.string().regex(/^\S(?:[^\r\n]*\S)?$/),
  kind: z.enum(['feature', 'fix', 'chore']),
  scope: z.array(glob).default([]),
  mayChange: z.array(glob).default([]),
  budget: z.strictObject({ tokens: z.int().positive().exactOptional(), usd: z.number().positive().exactOptional() }).exactOptional(),
});

const CODE = 'ORDER_INVALID';
const HEADING = /^##\s+acceptance criteria\s*$/i;

/** Reads an order's file. Throws `UserError` (`ORDER_INVALID`) naming path and line. */
export function parseOrder({ text, path }: { readonly text: string; readonly path: string }): WorkOrder {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) {
    throw new UserError(CODE, `${path}:1: expected front matter between two lines of ---, found ${JSON.stringify(lines[0]?.slice(0, 40))}`);
  }
  const yaml = lines.slice(1, end).join('\n');
  const front = parseStrictYaml({ text: yaml, path, firstLine: 2, schema: frontMatter, code: CODE });
  const name = path.includes(`${ORDERS_FOLDER}/`) ? basename(path, '.md') : front.id;
  if (name !== front.id) {
    throw new UserError(CODE, `${path}:2: id: expected ${JSON.stringify(name)}, as the file is named, found ${JSON.stringify(front.id)}`);
  }
  const { description, criteria } = readBody({ lines, start: end + 1, path });
  return { ...front, description, criteria, digest: orderDigest(text) };
}

/** The digest an approval is given to. */
export function orderDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An order's file; `parseOrder` reads it back as it was. */
export function writeOrder({ criteria, description, ...order }: Omit<WorkOrder, 'digest'>): string {
  if (description.split('\n').some((line) => HEADING.test(line))) {
    throw new UserError(CODE, 'expected a description without a heading "Acceptance criteria": the list of criteria has it');
  }
  const front = {
    id: order.id,
    title: order.title,
    kind: order.kind,
    scope: order.scope,
    ...(order.mayChange.length === 0 ? {} : { mayChange: order.mayChange }),
    ...(order.budget === undefined ? {} : { budget: order.budget }),
  };
  const list = criteria.map(({ id, text }) => `- ${id}: ${text}`).join('\n');
  const body = description === '' ? '' : `${description}\n\n`;
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${body}## Acceptance criteria\n\n${list}\n`;
}

function readBody({ lines, start, path }: { readonly lines: readonly string[]; readonly start: number; readonly path: string }) {
  const heading = lines.findIndex((line, i) => i >= start && HEADING.test(line));
  if (heading === -1) throw new UserError(CODE, `${path}:${lines.length}: expected a section "## Acceptance criteria", found none`);
  const next = lines.findIndex((line, i) => i > heading && /^##?\s/.test(line));
  const end = next === -1 ? lines.length : next;
  const criteria = readCriteria({ lines: lines.slice(heading + 1, end), firstLine: heading + 2, path });
  if (criteria.length === 0) throw new UserError(CODE, `${path}:${heading + 1}: expected at least one criterion ("- AC-1: …"), found none`);
  // What stands behind the criteria belongs to what is asked as well.
  const parts = [lines.slice(start, heading), lines.slice(end)].map((part) => part.join('\n').trim());
  return { description: parts.filter((part) => part !== '').join('\n\n'), criteria };
}

function readCriteria({
  lines,
  firstLine,
  path,
}: {
  readonly lines: readonly string[];
  readonly firstLine: number;
  readonly path: string;
}): AcceptanceCriterion[] {
  const criteria: AcceptanceCriterion[] = [];
  for (const [i, line] of lines.entries()) {
    const item = /^\s{0,3}(?:[-*+]\s+)?(AC-[1-9]\d*):\s+(\S.*)$/.exec(line);
    const last = criteria.at(-1);
    if (item?.[1] !== undefined && item[2] !== undefined) {
      const [, id] = item;
      const text = item[2].trimEnd();
      if (criteria.some((criterion) => criterion.id === id)) throw new UserError(CODE, `${path}:${firstLine + i}: ${id} is there twice`);
      criteria.push({ id, text });
    } else if (last !== undefined && /^\s+\S/.test(line) && lines[i - 1]?.trim() !== '') {
      criteria.splice(-1, 1, { id: last.id, text: `${last.text} ${line.trim()}` });
    } else if (line.trim() !== '') {
      // A criterion that is not read is one that nobody checks.
      throw new UserError(
        CODE,
        `${path}:${firstLine + i}: expected a criterion ("- AC-1: …"), found ${JSON.stringify(line.trim().slice(0, 60))}`,
      );
    }
  }
  return criteria;
}
