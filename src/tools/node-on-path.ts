import type { PrivateFolder } from '../platform/private-folder.ts';
import type { CheckoutCommand } from '../workspace/checkout.ts';

/** The options that a command's Node processes begin with, for a script that has put its own in their place. */
const ASKED = 'JIDOKA_NODE_OPTIONS';

/** Statement of a module in a runner's process: what its tests start is not heard, whatever they set. */
export const FORGET = `delete process.env.${ASKED};`;

/** Stands before the real one: `NODE_OPTIONS=--experimental-vm-modules jest` takes away what was asked, and here it is added again. */
const NODE = `#!/bin/sh
case "\${NODE_OPTIONS-}" in
  *"\${${ASKED}-}"*) ;;
  *) NODE_OPTIONS="$${ASKED} \${NODE_OPTIONS-}"; export NODE_OPTIONS ;;
esac
exec "\${0%/*}/real/node" "$@"
`;

/** A constant: folder and command are its arguments. Where nothing may be run from that folder, or there is no Node, nothing stands before. */
const LAUNCH = `[ -x "$1/node" ] && ln -s "$(command -v node)" "$1/real/node" 2>/dev/null && PATH="$1:$PATH" && export PATH
exec /bin/sh -c "$2"`;

/** The same command, with a `node` on its PATH that asks for what these options ask for where the command has taken them away. */
export async function withNodeOnPath(
  { command, nodeOptions }: { readonly command: string; readonly nodeOptions: string },
  folder: PrivateFolder,
): Promise<Pick<CheckoutCommand, 'command' | 'env'>> {
  await folder.folder('real');
  await folder.writeProgram('node', NODE);
  return { command: ['/bin/sh', '-c', LAUNCH, 'sh', folder.path, command], env: { [ASKED]: nodeOptions } };
}
