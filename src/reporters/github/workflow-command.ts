import { escape } from '../escape.ts';

export type AnnotationKind = 'error' | 'warning' | 'notice';

export interface Annotation {
  readonly kind: AnnotationKind;
  readonly title: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** One line that GitHub shows beside the code. What its texts hold ends neither the line nor a property, and starts no other command. */
export function workflowCommand({ kind, message, title, path, line, column, endLine, endColumn }: Annotation): string {
  const properties = { file: path, line, endLine, col: column, endColumn, title };
  const words = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${propertyText(String(value))}`],
  );
  return `::${kind} ${words.join(',')}::${dataText(message)}`;
}

function dataText(text: string): string {
  return escape(text, { keepsLines: true }).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return escape(text).replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(',', '%2C');
}
