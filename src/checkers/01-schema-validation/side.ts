import type { DataDocument } from '../../definitions/data-document.ts';
import type { TreeDocuments } from '../../definitions/tree-documents.ts';
import type { Tree } from '../../domain/tree.ts';

/** One of the two trees, as the rules ask it. */
export interface Side {
  readonly tree: Tree;
  readonly documents: TreeDocuments;
}

/** A document of a tree, and what its file is called. */
export interface Judged {
  readonly path: string;
  readonly document: DataDocument;
}
