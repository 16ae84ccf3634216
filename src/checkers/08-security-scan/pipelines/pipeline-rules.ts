import type { Rule } from '../../checker.ts';

/** What workflows and container files do that can be misused. */
export const PIPELINE_RULES = {
  'workflow-injection': {
    severity: 'error',
    title: 'No workflow runs what others write (CWE-78)',
    remediation: 'Give the value as a variable of the environment (`env: TITLE: ${{ … }}`) and use `"$TITLE"`: there it is data.',
  },
  'workflow-untrusted-checkout': {
    severity: 'error',
    title: "No workflow with the repository's rights runs the code of a pull request (CWE-829)",
    remediation:
      'Use `pull_request`, which has no secrets; or do what needs them in a second workflow that runs no code of the pull request.',
  },
  'workflow-unpinned-action': {
    severity: 'warning',
    title: 'Actions of others are pinned to a commit (CWE-829)',
    remediation: 'Name the commit by its 40 digits, and the version in a comment behind it.',
  },
  'workflow-unverified-download': {
    severity: 'warning',
    title: 'What a workflow fetches is known before it runs (CWE-494)',
    remediation: 'Fetch it to a file, compare its digest (`sha256sum -c`), then run it; or use an action pinned to a commit.',
  },
  'workflow-all-rights': {
    severity: 'warning',
    title: 'A workflow has the rights that it needs, and no others (CWE-250)',
    remediation: 'Name them: `permissions: { contents: read }` for the workflow, and more for the one job that writes.',
  },
  'workflow-all-secrets': {
    severity: 'error',
    title: 'No step is given every secret there is (CWE-200)',
    remediation: 'Name those that it needs: `${{ secrets.DEPLOY_KEY }}`.',
  },
  'container-unpinned-image': {
    severity: 'warning',
    title: 'An image is built from a base that stays the same (CWE-1357)',
    remediation: 'Name a version, or better a digest.',
  },
  'container-runs-as-root': {
    severity: 'warning',
    title: 'A container runs as a user without rights (CWE-250)',
    remediation: 'Add `USER` with a user of its own to the last stage.',
  },
  'container-opens-system': {
    severity: 'error',
    title: 'What belongs to the system of an image only root may write (CWE-732)',
    remediation: 'Give the one folder that has to be written to the user that writes it: `COPY --chown`, `chown`.',
  },
  'container-unencrypted-script': {
    severity: 'error',
    title: 'Nothing that came over plain HTTP gets into an image (CWE-494)',
    remediation: 'Fetch it over HTTPS, with certificates verified, and compare its digest (`sha256sum -c`, `ADD --checksum`).',
  },
  'container-unverified-download': {
    severity: 'warning',
    title: 'What is fetched while an image is built is known before it runs (CWE-494)',
    remediation: 'Fetch it to a file, compare its digest (`sha256sum -c`, `ADD --checksum`), then run it.',
  },
} as const satisfies Record<string, Rule>;
