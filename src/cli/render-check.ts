import type { RegistryEntry } from '../gate/run-gate.ts';
import { version } from '../platform/version.ts';
import type { CheckDocument } from '../reporters/json/check-document.ts';
import { jsonText } from '../reporters/json/json-text.ts';
import { ruleBookOf } from '../reporters/rule-book.ts';
import type { Format } from './check-formats.ts';

/** What a report is made of. */
export interface Told {
  readonly document: CheckDocument;
  /** The same with commands as a person has to type them here. */
  readonly typed: CheckDocument;
  readonly program: string;
  /** What to type to check the same change again. */
  readonly command: string;
  readonly registry: readonly RegistryEntry[];
  /** What `--json` has besides. */
  readonly more: object;
  readonly pretty: () => string | Promise<string>;
}

/** A check in the format that was asked for. Only its reporter is loaded. */
export async function renderCheck(format: Format, { document, typed, program, command, registry, more, pretty }: Told): Promise<string> {
  switch (format) {
    case 'pretty':
      return pretty();
    case 'json':
      return jsonText({ ...document, ...more });
    case 'sarif': {
      const { sarifReport } = await import('../reporters/sarif/sarif-report.ts');
      return sarifReport(document, { rules: await ruleBookOf(registry), version });
    }
    case 'junit': {
      const { junitReport } = await import('../reporters/junit/junit-report.ts');
      return junitReport(document, await ruleBookOf(registry));
    }
    case 'github': {
      const { githubReport } = await import('../reporters/github/github-report.ts');
      return githubReport(document, { program: 'jidoka' });
    }
    case 'agent': {
      const { agentReport } = await import('../reporters/agent/agent-report.ts');
      return agentReport(typed, { program, command });
    }
    default:
      return format satisfies never;
  }
}
