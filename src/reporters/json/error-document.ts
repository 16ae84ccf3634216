import { JidokaError } from '../../domain/error.ts';

/** What any command prints with `--json` when it ends by an error. */
export interface ErrorDocument {
  readonly schemaVersion: 1;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null };
}

export function errorDocument(error: unknown, advise: (hint: string) => string): ErrorDocument {
  if (error instanceof JidokaError) {
    const { code, message, hint } = error;
    return { schemaVersion: 1, error: { code, message, hint: hint === undefined ? null : advise(hint) } };
  }
  // Nobody threw it on purpose: our bug, exit 70.
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { schemaVersion: 1, error: { code: 'UNEXPECTED', message, hint: null } };
}
