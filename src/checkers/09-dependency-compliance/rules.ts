import type { Observation, Rule } from '../checker.ts';

export const RULES = {
  'manifest-unreadable': {
    severity: 'error',
    title: 'Every manifest can be read',
    remediation: 'Repair the file: nothing tells what it asks for.',
  },
  'lockfile-unreadable': {
    severity: 'error',
    title: 'Every changed lockfile can be read',
    remediation: 'Restore the lockfile and let the package manager write it again. A binary one is replaced by one of text.',
  },
  'lockfile-deleted': {
    severity: 'error',
    title: 'No lockfile is deleted while there is something to lock',
    remediation: 'Restore the lockfile, or commit the one that takes its place. If dependencies are to be unlocked, a person waives it.',
  },
  'lockfile-disagrees': {
    severity: 'error',
    title: 'The lockfile holds what the manifests ask for',
    remediation: 'Let the package manager write the lockfile again and commit it together with the manifest.',
  },
  'source-not-registry': {
    severity: 'error',
    title: 'Every new package comes from a registry',
    remediation: 'Take a published version; or name the address under `sources` of this checker in the base commit.',
  },
  'source-unencrypted': {
    severity: 'error',
    title: 'Nobody on the way can exchange what is installed',
    remediation: 'Fetch over HTTPS, with certificates checked.',
  },
  'integrity-missing': {
    severity: 'error',
    title: 'Every new package is locked by a hash',
    remediation: 'Let the package manager write the lockfile again, from scratch where it keeps leaving the hash out.',
  },
  'integrity-changed': {
    severity: 'error',
    title: 'The same version is the same content',
    remediation: 'Restore the lockfile and find out why another content is served under the same version.',
  },
  'install-script': {
    severity: 'error',
    title: 'No new package runs commands when it is installed, unless permitted',
    remediation:
      "Read what it runs. If it is wanted, permit it in a commit of its own before this one: by the package manager's key (`allowScripts`, `onlyBuiltDependencies`), or under `scripts` of this checker.",
  },
  'install-script-fetches': {
    severity: 'error',
    title: 'No installation runs what an address serves',
    remediation: 'Fetch it to a file and compare its digest before it runs; or depend on a package that has it.',
  },
  'licence-not-allowed': {
    severity: 'error',
    title: 'Every new package has an allowed licence',
    remediation: 'Take another package; or have the licence allowed under `licences.allow` of this checker.',
  },
  'licence-unknown': {
    severity: 'error',
    title: 'The licence of every new package is known',
    remediation: 'Look it up and write it under `licences.known` of this checker, in the base commit.',
  },
  'name-near-popular': {
    severity: 'error',
    title: 'No new package is easily taken for a popular one',
    remediation: 'Correct the name. If it is meant, write it under `names` of this checker, in the base commit.',
  },
  'import-undeclared': {
    severity: 'error',
    title: 'Every package that a file imports is asked for by a manifest above it',
    remediation: 'Ask for it in the package.json of the file, or import something else: another package may stop to bring it along.',
  },
  'import-not-installed': {
    severity: 'error',
    title: 'What the program imports is installed where it runs',
    remediation: 'Ask for it under `dependencies`: an installation for production leaves `devDependencies` out.',
  },
  'request-contradicts': {
    severity: 'error',
    title: 'A manifest asks for a package in one range',
    remediation: 'Ask for it once. Of two ranges one is never installed.',
  },
  'version-unbounded': {
    severity: 'error',
    title: 'What held a version holds one',
    remediation: 'Name the version that was tested, or a range up to the next that may break, or commit a lockfile.',
  },
  'dependency-unused': {
    severity: 'warning',
    title: 'Every new dependency is used',
    remediation: 'Take it out again, or use it.',
  },
  'version-downgraded': {
    severity: 'warning',
    title: 'No dependency becomes older',
    remediation: 'Take the newer version again, or say in the commit why not.',
  },
  'new-dependency': {
    severity: 'note',
    title: 'What a change adds to the dependencies',
    remediation: 'Nothing has to be done: this is for those who read the change.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export interface Sighting extends Observation {
  readonly rule: RuleId;
}
