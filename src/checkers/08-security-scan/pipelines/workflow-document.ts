import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from 'yaml';

/** A workflow, or an action, as a runner reads it: `*name` is what was last named so before it. */
export interface WorkflowDocument {
  readonly root: YAMLMap;
  readonly real: (node: unknown) => unknown;
  /** Where a node begins, or a part of its text as it is written there. */
  readonly lineOf: (node: unknown, part?: string) => number;
}

/**
 * Every document of the text that is a mapping: some runners take the first of several. `isBroken` where a part of it is no YAML; what
 * could be read is there all the same, as runners do not agree on what YAML is.
 */
export function readWorkflow(text: string): { readonly documents: readonly WorkflowDocument[]; readonly isBroken: boolean } {
  const lines = new LineCounter();
  const parsed = parseAllDocuments<ParsedNode>(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  const all: readonly Document[] = 'empty' in parsed ? [] : parsed;
  const lineOf = (node: unknown, part = '') => {
    const [start = 0, end = start] = (node as Node | null | undefined)?.range ?? [];
    return lines.linePos(start + Math.max(text.slice(start, end).indexOf(part), 0)).line;
  };
  return {
    documents: all.flatMap((one) => (isMap(one.contents) ? [{ root: one.contents, real: aliasReader(one), lineOf }] : [])),
    isBroken: all.some(({ errors }) => errors.length > 0),
  };
}

function aliasReader(document: Document): WorkflowDocument['real'] {
  const anchors = new Map<string, Node>();
  const meant = new Map<Alias, Node | undefined>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) meant.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return (node) => (isAlias(node) ? meant.get(node) : node);
}

/** A job, or a composite action, with its steps. */
export interface Job {
  readonly job: YAMLMap;
  readonly steps: readonly YAMLMap[];
}

export function jobsIn({ root, real }: WorkflowDocument): Job[] {
  const jobs = real(root.get('jobs', true));
  const holders = [...(isMap(jobs) ? jobs.items.map(({ value }) => real(value)) : []), real(root.get('runs', true))];
  return holders.flatMap((job) => {
    if (!isMap(job)) return [];
    const steps = real(job.get('steps', true));
    return [{ job, steps: isSeq(steps) ? steps.items.map(real).filter((step): step is YAMLMap => isMap(step)) : [] }];
  });
}

export function textOf(node: unknown): string {
  return isScalar(node) && typeof node.value === 'string' ? node.value : '';
}

/** A key as runners find it among the options of a step: in capitals or not. */
export function optionIn(options: unknown, key: string, real: WorkflowDocument['real']): unknown {
  const found = isMap(options) ? options.items.find((one) => textOf(real(one.key)).toLowerCase() === key) : undefined;
  return real(found?.value);
}

/** What stands under the keys of a mapping. */
export function valuesOf(node: unknown, real: WorkflowDocument['real']): unknown[] {
  return isMap(node) ? node.items.map(({ value }) => real(value)) : [];
}

/** Every text in a node, whatever it is. */
export function wordsIn(node: unknown, real: WorkflowDocument['real'], depth = 0): string[] {
  const value = depth > DEEPEST ? null : real(node);
  if (isSeq(value)) return value.items.flatMap((one) => wordsIn(one, real, depth + 1));
  if (isMap(value)) return value.items.flatMap((one) => wordsIn(one.key, real, depth + 1));
  return isScalar(value) ? [String(value.value)] : [];
}

const DEEPEST = 3;
