/** Somebody has to look at this. All text may come from a release and is untrusted. */
export interface Ticket {
  /** Names the ticket for good: filing it again changes nothing. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** What was seen, a line each. */
  readonly evidence: readonly string[];
  /** How to see it again, a line each. */
  readonly reproduction: readonly string[];
  /** Commit that most likely brought it in; null when unknown. */
  readonly suspect: string | null;
}

export interface Tracker {
  /** Returns where the ticket is to be found. */
  file(ticket: Ticket): Promise<{ readonly path: string }>;
}
