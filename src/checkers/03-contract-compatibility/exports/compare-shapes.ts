import type { ExportKind } from '../kinds.ts';
import { compareWays } from './compare-signatures.ts';
import { isWithin, written } from './plain-types.ts';
import { isAssignable } from './written-type.ts';
import { type Member, type Shape, type Signature, waysToCall } from './signature.ts';

const NO_ARGUMENTS: Signature = {
  required: 0,
  most: 0,
  parameters: [],
  line: 1,
  said: '',
  takes: [],
  answers: null,
  shapes: [],
  answered: null,
  namesTaken: [],
  namesAnswered: [],
};

/** Which way the objects of a type travel, as far as the functions of a package say it: callers make them, callers receive them. */
export interface Travel {
  readonly isSent: boolean;
  readonly isReceived: boolean;
}

/** `line`: where it stands now, where that is not where the whole is declared. */
export type Say = (kind: ExportKind, text: string, line?: number) => void;

/** What those lose who make or read objects of a type. A break only where the direction, and all of its members, are known. */
export function compareShapes({ before, after, travel, say }: { before: Shape; after: Shape; travel: Travel; say: Say }): void {
  if (before.isClass !== after.isClass) return;
  const isOnlySent = travel.isSent && !travel.isReceived;
  const isOnlyReceived = before.isClass || (travel.isReceived && !travel.isSent);
  compareConstructors(before, after, say);
  for (const [name, was] of before.members) {
    if (name === 'constructor') continue;
    const is = after.members.get(name);
    if (is !== undefined)
      compareMembers({ was, is, travel, isClass: before.isClass, say: (kind, text) => say(kind, `.${name}: ${text}`, is.line) });
    // What it extends now and did not before may bring it along.
    else if (after.inherited === '' || after.inherited === before.inherited) {
      const isBrought = after.inherited !== '' && (after.brought === null || after.brought.has(name));
      const isUnsure = isBrought || isOnlySent || (was.isOptional && !travel.isReceived && !before.isClass);
      say(isUnsure ? 'member-gone-perhaps' : 'member-removed', `.${name} is gone`, after.hidden.get(name) ?? after.line);
    }
  }
  for (const [name, is] of after.members) {
    if (before.members.has(name) || !is.isDemanded || (isOnlyReceived && !before.isClass)) continue;
    const isSure = travel.isSent && before.inherited === '' && !before.isClass;
    say(isSure ? 'member-demanded' : 'member-demanded-perhaps', `.${name} is new, and has to be given`, is.line);
  }
}

/** A class without one, that extends nothing, has one that takes no argument. */
function compareConstructors(before: Shape, after: Shape, say: Say): void {
  const [wasOpen, isOpen] = [before, after].map(({ isClass, isAbstract, hidden }) => isClass && !isAbstract && !hidden.has('constructor'));
  if (wasOpen === true && isOpen === false)
    return say('class-closed', 'cannot be made by `new` any more', after.hidden.get('constructor') ?? after.line);
  const [was, is] = [before, after].map(({ members, inherited }) => {
    const own = members.get('constructor');
    return own === undefined ? (inherited === '' ? [NO_ARGUMENTS] : null) : waysToCall(own);
  });
  if (before.isClass && was && is)
    compareWays(was, is, (kind, text) => say(kind, `to be made ${text}`, after.members.get('constructor')?.line ?? after.line));
}

interface Members {
  readonly was: Member;
  readonly is: Member;
  readonly travel: Travel;
  readonly isClass: boolean;
  readonly say: Say;
}

function compareMembers({ was, is, travel, isClass, say }: Members): void {
  const isOnlySent = travel.isSent && !travel.isReceived;
  const isOnlyReceived = isClass || (travel.isReceived && !travel.isSent);
  if (was.isOptional && !is.isOptional && !isOnlyReceived)
    say(travel.isSent ? 'member-demanded' : 'member-demanded-perhaps', 'could be left out, and has to be given now');
  if (!was.isOptional && is.isOptional && !isOnlySent) say('member-optional', 'may be missing now');
  const [ways, now] = [waysToCall(was), waysToCall(is)];
  if (ways !== null && now !== null) {
    // Who only makes such objects may take fewer arguments than it is given.
    // What is answered is something else whoever makes them.
    return compareWays(ways, now, (kind, text) => {
      if (isOnlyReceived || kind === 'answer-other') say(kind, text);
      else if (!isOnlySent) say('member-retyped', text);
    });
  }
  if (was.types === null || is.types === null) {
    if (was.written === null || is.written === null) return;
    // What callers give is to be taken further on, what they receive is to be as before; a member of a class they may set as well.
    const isTaken = (isOnlyReceived && !isClass) || isAssignable(was.written, is.written);
    const isGiven = isOnlySent || isAssignable(is.written, was.written, was.isOptional);
    if (!isTaken || !isGiven) say('member-retyped', 'has a type that is written otherwise');
    return;
  }
  const text = `takes ${written(is.types)}, ${written(was.types)} before`;
  const [isNarrower, isWider] = [!isWithin(was.types, is.types), !isWithin(givenOf(is.types, was), was.types)];
  const isOther =
    ![...was.types].some((one) => isWithin(new Set([one]), is.types ?? new Set())) &&
    ![...is.types].some((one) => isWithin(new Set([one]), was.types ?? new Set()));
  if (isOther || (isNarrower && travel.isSent && !isClass)) say('member-type-narrowed', text);
  else if ((isNarrower && !isOnlyReceived) || (isWider && !isOnlySent)) say('member-retyped', text);
}

/** Of a member that may be missing it is no news that it is undefined. */
function givenOf(types: ReadonlySet<string>, was: Member): ReadonlySet<string> {
  return was.isOptional ? types.difference(new Set(['undefined'])) : types;
}
