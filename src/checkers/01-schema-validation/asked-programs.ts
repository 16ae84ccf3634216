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
  const { tool, problems, caveats } = await askDefinitions('protobuf-valid', request);
  if (tool !== null) used(tool);
  caveats.forEach(caveat);
  return problems.map(({ about, side, path, range, code, message }) => ({
    rule: RULE_OF[about],
    side,
    path,
    ...(range === undefined ? {} : { range }),
    code: `${tool?.name} ${code} ${message}`,
    message: `${message} (${tool?.name} ${code})`,
    ...severityAt(path),
  }));
}
