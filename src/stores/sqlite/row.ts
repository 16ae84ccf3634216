import { AdapterError } from '../../domain/error.ts';

/** A column as text; the store is damaged when it is none. */
export function text(row: Record<string, unknown>, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new AdapterError('STORE_DAMAGED', `the store holds no text in column ${column}`);
  return value;
}

export function integer(row: Record<string, unknown>, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new AdapterError('STORE_DAMAGED', `the store holds no integer in column ${column}`);
  return value;
}
