import type { AskDefinitions } from '../../../tools/tool.ts';
import type { CheckContext } from '../../checker.ts';
import type { ContractTrees } from '../contract-trees.ts';
import type { ContractSighting } from '../sighting.ts';
import { isProto } from './protobuf-sightings.ts';

/** What `buf breaking` says beside what is compared here, where the base commit has a buf.yaml and this machine has buf. */
export async function bufSightings(
  { change, base, head, isPublished, signal }: ContractTrees & Pick<CheckContext<unknown, string>, 'signal'>,
  { askDefinitions, used, caveat }: { readonly askDefinitions: AskDefinitions } & Pick<CheckContext<unknown, string>, 'used' | 'caveat'>,
): Promise<readonly ContractSighting[]> {
  const { tool, problems, caveats } = await askDefinitions('protobuf-breaks', { change, base, head, signal });
  if (tool !== null) used(tool);
  caveats.forEach(caveat);
  return problems
    .filter(({ path }) => isPublished(path) && (isProto(path) || !path.endsWith('.proto')))
    .map(({ about, path, range, code, message, isMild }) => ({
      rule: about === 'break' ? 'protobuf-break' : 'contract-unreadable',
      path,
      ...(range === undefined ? {} : { range }),
      code: `buf ${code} ${message}`,
      message: `${message} (buf ${code})`,
      ...(isMild === true ? { severity: 'warning' as const } : {}),
    }));
}
