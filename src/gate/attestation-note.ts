/** What `refs/notes/jidoka` holds for a commit: a line an envelope, the first about its gate, the others about its releases. */
export interface AttestationNote {
  readonly gate: string;
  readonly releases: readonly string[];
}

export function parseNote(text: string): AttestationNote {
  const [gate = '', ...releases] = text.split('\n').filter((line) => line.trim() !== '');
  return { gate, releases };
}

export function writeNoteText({ gate, releases }: AttestationNote): string {
  return [gate, ...releases].map((envelope) => `${envelope.trim()}\n`).join('');
}
