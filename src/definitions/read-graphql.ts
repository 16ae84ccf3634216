import type { DocumentNode } from 'graphql';
import type { Problem } from './data-document.ts';

export type GraphqlReading =
  | { readonly document: DocumentNode; readonly problem: null }
  /** It does not parse. */
  | { readonly document: null; readonly problem: Problem };

/** Far above any schema that is written. */
const MAX_TOKENS = 1_000_000;

export function isGraphql(path: string): boolean {
  return /\.(graphqls?|gql)$/i.test(path);
}

/** Reads definitions and queries. The parser is loaded with the first of them: most changes have none. */
export async function readGraphql(text: string): Promise<GraphqlReading> {
  const { GraphQLError, parse } = await import('graphql');
  try {
    return { document: parse(text, { maxTokens: MAX_TOKENS }), problem: null };
  } catch (error) {
    // The parser goes down its own stack.
    if (error instanceof RangeError) return { document: null, problem: { message: 'nested too deeply to be read', start: 0, end: 1 } };
    if (!(error instanceof GraphQLError)) throw error;
    const start = error.positions?.[0] ?? 0;
    return { document: null, problem: { message: error.message.replace(/^Syntax Error: /, ''), start, end: start + 1 } };
  }
}
