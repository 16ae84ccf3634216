/** One breach of an architecture rule. */
export interface Violation {
  /** Relative to the checked folder, `/`-separated. */
  readonly path: string;
  /** 1-based; 1 for the file as a whole. */
  readonly line: number;
  readonly rule: string;
  /** What is wrong and why it matters. */
  readonly message: string;
}
