import type { Health } from '../../pipeline/health.ts';

/** What `doctor` found, a line each; a person reads them from top to bottom and does what an `✗` says. */
export function healthLines({ sandbox, policyProblem, programs, canaries }: Health): string[] {
  return [
    sandbox.reason === null ? `  ✓ sandbox level ${sandbox.level}` : `  · sandbox level ${sandbox.level}: ${sandbox.reason}`,
    ...(sandbox.raise === null ? [] : [`    to raise it: ${sandbox.raise}`]),
    ...(policyProblem === null ? [] : policyProblem.split('\n').map((line) => `  ✗ ${line}`)),
    ...programs.flatMap(({ name, version, neededFor, install }) =>
      version === null
        ? [
            `  ✗ ${name} is not found where commands run, and ${neededFor.join(', ')} needs it`,
            `    ${install === null ? 'install it, and see that its folder is on the PATH' : `to install it: ${install}`}`,
          ]
        : [`  ✓ ${name} ${version}`],
    ),
    '',
    'Canaries: every checker must fail on the fault planted for it',
    ...canaries.map(
      ({ number, id, verdict, reason, canFail, durationMs }) =>
        `  ${canFail ? '✓' : '✗'} ${String(number).padStart(3)} ${id}: ${verdict}${reason === null ? '' : ` (${reason})`}, ${(durationMs / 1000).toFixed(1)} s`,
    ),
  ];
}
