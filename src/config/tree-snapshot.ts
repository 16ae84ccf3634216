import type { Tree } from '../domain/tree.ts';

/** What detection needs of a tree: its paths and their texts, read without checking anything out. */
export type TreeSnapshot = Pick<Tree, 'paths' | 'read'>;
