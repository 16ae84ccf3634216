import type { Json } from '../../definitions/json-value.ts';
import { ANY, listOf, mapOf, matching, objectOf, type Shape, TEXT, TEXTS, TRUTH, WHOLE, wordOf } from './shape.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const KINDS = ['direct', 'indirect', 'all', 'production', 'development'];
const STRATEGIES = ['auto', 'increase', 'increase-if-necessary', 'lockfile-only', 'widen'];

const DAYS_TO_WAIT = matching('a number of days', (value) => /^\d+$/.test(String(value)));
/** Names of places, and those of zones that the database has beside them. */
const TIMEZONE = matching('a time zone as "Europe/Berlin"', isTimezone);
const TEXT_OR_TEXTS: Shape = (value, steps, say) => (typeof value === 'string' ? undefined : TEXTS(value, steps, say));

function isTimezone(value: Json): boolean {
  if (typeof value !== 'string') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const SCHEDULE = objectOf({
  interval: ANY,
  day: wordOf(...DAYS),
  time: matching('a time as "09:00"', (value) => typeof value === 'number' || /^\d{1,2}:\d{2}$/.test(String(value))),
  timezone: TIMEZONE,
  cronjob: TEXT,
});
const GROUP = objectOf({
  'applies-to': wordOf('version-updates', 'security-updates'),
  'dependency-type': wordOf('development', 'production'),
  patterns: TEXTS,
  'exclude-patterns': TEXTS,
  'update-types': listOf(wordOf('minor', 'patch', 'major')),
  'group-by': TEXT,
  'multi-ecosystem': ANY,
});
const UPDATE_TYPE = wordOf('version-update:semver-major', 'version-update:semver-minor', 'version-update:semver-patch');

/** Of one update, beside what `dependabot-faults.ts` says of it. */
export const UPDATE_SHAPE: Readonly<Record<string, Shape>> = {
  schedule: SCHEDULE,
  groups: mapOf(GROUP),
  ignore: listOf(
    objectOf({
      'dependency-name': TEXT,
      'dependency-type': wordOf(...KINDS),
      versions: TEXT_OR_TEXTS,
      'update-types': listOf(UPDATE_TYPE),
    }),
  ),
  allow: listOf(
    objectOf({
      'dependency-name': TEXT,
      'dependency-type': wordOf(...KINDS),
      'update-types': listOf(UPDATE_TYPE),
      versions: TEXT_OR_TEXTS,
    }),
  ),
  'commit-message': objectOf({ prefix: TEXT, 'prefix-development': TEXT, include: wordOf('scope') }, { isClosed: true }),
  cooldown: objectOf({
    'default-days': DAYS_TO_WAIT,
    'semver-major-days': DAYS_TO_WAIT,
    'semver-minor-days': DAYS_TO_WAIT,
    'semver-patch-days': DAYS_TO_WAIT,
    include: TEXTS,
    exclude: TEXTS,
  }),
  labels: TEXTS,
  assignees: TEXTS,
  reviewers: TEXTS,
  milestone: WHOLE,
  'rebase-strategy': wordOf('auto', 'disabled'),
  'versioning-strategy': wordOf(...STRATEGIES),
  'target-branch': TEXT,
  vendor: TRUTH,
  'pull-request-branch-name': objectOf({ separator: TEXT }, { isClosed: true }),
  'insecure-external-code-execution': wordOf('allow', 'deny'),
};
