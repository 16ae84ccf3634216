import type { SourcePlace } from '../../../formats/token-reader.ts';
import type { ProtoKind } from '../kinds.ts';
import { compareEnums } from './compare-enums.ts';
import { compareFields, type CompareTypes, NOTHING_RESERVED, type SayProto } from './compare-fields.ts';
import { compareFiles } from './compare-files.ts';
import { compareMessages } from './compare-messages.ts';
import { compareServices } from './compare-services.ts';
import { movedPackages } from './moved-packages.ts';
import type { Defined, ProtoIndex } from './proto-index.ts';
import { called, sameness, settled } from './proto-type.ts';

export interface ProtoChange {
  readonly kind: ProtoKind;
  /** In the judged tree, as long as it is there. */
  readonly path: string;
  readonly line: number | null;
  /** Where what is gone stood at base. */
  readonly lineBefore: number | null;
  readonly text: string;
  /** It is of a package that promises nothing yet. */
  readonly isUnstable: boolean;
}

interface Sides {
  readonly base: ProtoIndex;
  readonly head: ProtoIndex;
  /** Everything that the two trees define, to know what a type is; null before anybody looked. */
  readonly known: { readonly base: ProtoIndex; readonly head: ProtoIndex } | null;
}

/** `v1alpha1`, `v2beta`, `v1development`. */
const UNSTABLE = /(?:^|\.)(?:v\d+(?:p\d+)?(?:alpha|beta|test|dev|preview|experimental)\w*|alpha|beta|experimental)(?:\.|$)/;

/** What changed for those who hold messages of the old definitions; null when first has to be known what the trees define elsewhere. */
export function compareProtos({ base, head, known }: Sides): readonly ProtoChange[] | null {
  const changes: ProtoChange[] = [];
  const moved = movedPackages(base, head);
  let isUnsure = false;
  const typesBetween =
    (was: Defined<unknown>, is: Defined<unknown>): CompareTypes =>
    (one, other) => {
      const before = called(known?.base ?? base, was.scope, one);
      const after = called(known?.head ?? head, is.scope, other);
      const found = sameness({ ...before, name: before.name === null ? null : moved.nameOf(before.name) }, after);
      isUnsure ||= found === 'unsure' && known === null;
      return { sameness: found === 'unsure' ? settled(before, after) : found, isScalar: before.isScalar };
    };
  const sayOf = (of: Of) => sayingInto(changes, of);

  const gone = goneFiles(base, head);
  for (const [path, was] of base.files) {
    const is = head.files.get(path);
    const say = sayOf({ name: path, path, file: was });
    if (gone.has(path)) say('proto-removed', null, 'is gone with all that it defines');
    else if (is !== undefined) compareFiles(was, is, { say, isMoved: moved.paths.has(path) });
  }
  const isGone = ({ path, within }: Defined<unknown>) => gone.has(path) || (within !== null && !head.messages.has(moved.nameOf(within)));
  const eachPair = <Node extends { readonly at: SourcePlace }>(
    [before, after]: readonly [ReadonlyMap<string, Defined<Node>>, ReadonlyMap<string, Defined<Node>>],
    removed: ProtoKind,
    compare: (was: Defined<Node>, is: Defined<Node>) => void,
  ) => {
    for (const [name, was] of before) {
      const is = after.get(moved.nameOf(name));
      if (is !== undefined) compare(was, is);
      else if (!isGone(was)) sayOf(was)(removed, null, 'is gone', was.node.at);
    }
  };
  eachPair([base.messages, head.messages], 'message-removed', (was, is) =>
    compareMessages(was, is, { say: sayOf(is), compareTypes: typesBetween(was, is) }),
  );
  eachPair([base.enums, head.enums], 'enum-removed', (was, is) => compareEnums(was.node, is.node, sayOf(is)));
  eachPair([base.services, head.services], 'service-removed', (was, is) =>
    compareServices(was.node, is.node, { say: sayOf(is), compareTypes: typesBetween(was, is) }),
  );
  eachPair([base.extensions, head.extensions], 'extension-removed', (was, is) =>
    compareFields(
      { ...NOTHING_RESERVED, ...was.node, file: was.file },
      { ...NOTHING_RESERVED, ...is.node, file: is.file },
      {
        say: sayOf(is),
        compareTypes: typesBetween(was, is),
      },
    ),
  );
  return isUnsure ? null : changes;
}

type Of = Pick<Defined<unknown>, 'name' | 'path' | 'file'>;

function sayingInto(changes: ProtoChange[], { name, path, file }: Of): SayProto {
  return (kind, at, text, was) => {
    const isUnstable = UNSTABLE.test(file.package);
    changes.push({ kind, path, line: at?.line ?? null, lineBefore: was?.line ?? null, text: `${name} ${text}`, isUnstable });
  };
}

/** Files that are gone together with all that they defined. */
function goneFiles(base: ProtoIndex, head: ProtoIndex): ReadonlySet<string> {
  const isKept = (name: string) => head.messages.has(name) || head.enums.has(name) || head.services.has(name) || head.extensions.has(name);
  const kept = new Set(
    [base.messages, base.enums, base.services, base.extensions].flatMap((all) =>
      [...all.values()].filter(({ name }) => isKept(name)).map(({ path }) => path),
    ),
  );
  return new Set([...base.files.keys()].filter((path) => !head.files.has(path) && !kept.has(path)));
}
