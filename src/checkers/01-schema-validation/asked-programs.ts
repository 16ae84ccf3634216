import type { AskDefinitions, DefinitionProblem, DefinitionRequest } from '../../tools/tool.ts';
import type { CheckContext } from '../checker.ts';
import { severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

const RULE_OF = { compile: 'schema-violation', style: 'definition-style', break: 'schema-violation' } as const satisfies Record<
  DefinitionProblem['about'],
  Sighting['rule']
>;

/** What programs of this machine say of the definitions, beside what is read here. */
export async function askedPrograms(
  request: DefinitionRequest,
  { askDefinitions, used, caveat }: { readonly askDefinitions: AskDefinitions } & Pick<CheckContext<unknown, string>, 'used' | 'caveat'>,
): Promise<(Sighting & { readonly side: 'base' | 'head' })[]> {
  const sightings: (Sighting & { readonly side: 'base' | 'head' })[] = [];
  for (const question of ['protobuf-valid', 'smithy-valid'] as const) {
    const { tool, problems, caveats } = await askDefinitions(question, request);
    if (tool !== null) used(tool);
    caveats.forEach(caveat);
    sightings.push(...problems.map((problem) => sightingOf(problem, tool?.name ?? question)));
  }
  return sightings;
}

function sightingOf({ about, side, path, range, code, message }: DefinitionProblem, program: string) {
  return {
    rule: RULE_OF[about],
    side,
    path,
    ...(range === undefined ? {} : { range }),
    code: `${program} ${code} ${message}`,
    message: `${message} (${program} ${code})`,
    ...severityAt(path),
  };
}
