import { plain } from '../../../formats/sql/sql-tables.ts';

/** SQL Server renames by a procedure that is told the names as texts, and what it is that has the name. */
const CALL =
  /^[ \t]*(?:EXEC(?:UTE)?\s+)?(?:sys\.)?sp_rename\s+(?:@objname\s*=\s*)?N?'([^'\n]+)'\s*,\s*(?:@newname\s*=\s*)?N?'[^'\n]+'(?:\s*,\s*(?:@objtype\s*=\s*)?N?'(\w+)')?/gim;

/** Keys, constraints and indexes are called so, and no program calls them. */
const IS_INSIDE = /^(?:PK|FK|DF|CK|UQ|UX|IX|AK)_/i;

export interface Rename {
  readonly kind: 'column-renamed' | 'table-renamed';
  readonly line: number;
  readonly table: string;
  readonly name: string;
}

export function renamesByProcedure(text: string): Rename[] {
  return [...text.matchAll(CALL)].flatMap(({ 0: call, 1: named = '', 2: what = 'OBJECT', index }): Rename[] => {
    const parts = named.replaceAll(/["[\]]/g, '').split('.');
    const line = text.slice(0, index + call.search(/\S/)).split('\n').length;
    const name = parts.at(-1) ?? '';
    if (what.toUpperCase() === 'COLUMN') return [{ kind: 'column-renamed', line, table: plain(parts.at(-2) ?? ''), name }];
    return what.toUpperCase() !== 'OBJECT' || IS_INSIDE.test(name) ? [] : [{ kind: 'table-renamed', line, table: plain(name), name }];
  });
}
