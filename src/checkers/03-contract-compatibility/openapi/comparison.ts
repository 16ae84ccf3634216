import { AdapterError } from '../../../domain/error.ts';
import type { Difference } from '../difference.ts';
import { type ApiKind, type Direction, effectOf, type SchemaKind } from '../kinds.ts';
import { placeOf, type Spot } from '../spot.ts';

/** Pairs of schemas that are compared in one definition; more is a definition made to hang its reader. */
const MOST_PAIRS = 300_000;

export interface Sighting {
  readonly kind: SchemaKind | ApiKind;
  readonly direction: Direction;
  /** Where in the judged tree; the nearest place around it where what changed is gone. */
  readonly at: Spot;
  /** The keyword that says what differs. */
  readonly narrow?: Spot | null;
  /** Where at base. */
  readonly was?: Spot | null;
  /** The operation, or what else people call the place. */
  readonly where: string;
  readonly text: string;
}

/** An operation whose path says that it promises nothing yet; what a parameter is called says nothing. */
const UNSTABLE = /^[A-Z]+ \/(?:(?:[^ {}]|\{[^{}]*\})*\/)?(?:unstable|experimental|alpha|beta|v\d+(?:p\d+)?(?:alpha|beta)\d*)(?=[/ ]|$)/;

/** What is gathered while two definitions are compared. */
export class Comparison {
  readonly #found = new Map<string, { readonly sighting: Sighting; others: Set<string> }>();
  readonly #seen = new Set<string>();

  add(sighting: Sighting): void {
    const { kind, direction, at, text } = sighting;
    const key = [kind, effectOf(kind, direction), placeOf(at), text].join('\0');
    const known = this.#found.get(key);
    if (known === undefined) this.#found.set(key, { sighting, others: new Set() });
    else if (known.sighting.where !== sighting.where) known.others.add(sighting.where);
  }

  /**
   * False when this pair was asked for before, which a schema that contains itself would do for ever. What operations that promise nothing
   * asked for counts for them alone.
   */
  isNew(pair: string, where: string): boolean {
    const asked = `${UNSTABLE.test(where)}\0${pair}`;
    if (this.#seen.has(asked)) return false;
    this.#seen.add(asked);
    if (this.#seen.size > MOST_PAIRS)
      throw new AdapterError('CONTRACT_TOO_LARGE', `a definition has more than ${MOST_PAIRS} pairs of schemas to compare`);
    return true;
  }

  /** All but the compatible ones, each change once however many operations it reaches. */
  differences(): Difference[] {
    return [...this.#found.values()].flatMap(({ sighting: { kind, direction, at, narrow = null, was = null, where, text }, others }) => {
      const isPromised = [where, ...others].some((one) => !UNSTABLE.test(one));
      const known = effectOf(kind, direction);
      const effect = known === 'breaking' && !isPromised ? 'may break' : known;
      if (effect === 'compatible') return [];
      const more = others.size === 0 ? '' : ` (and ${others.size} more)`;
      return [{ kind, effect, message: `${where}${more}: ${text}`, at, narrow, was }];
    });
  }
}
