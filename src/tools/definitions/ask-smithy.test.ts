import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Files } from '../../../test/rig/repository.ts';
import { sandboxIn } from '../../../test/rig/sandbox.ts';
import { temporaryFolder } from '../../../test/rig/temporary.ts';
import { changeBetween, treeOfFiles } from '../../../test/rig/trees.ts';
import { askDefinitions } from './ask-definitions.ts';

// There is no smithy to be had from npm or Debian: its answers are those that its sources print (version 1.5x, `ValidationEventFormatOptions`).
const HEAD = 'severity,id,shape,file,line,column,message,hint,suppressionReason';
const MISSED = (file: string, line: number) =>
  `"ERROR","Target","pets#Pet$kind","${file}",${line},5,"member shape targets an unresolved shape \`""Kind""\`","",""`;
const WARNED = '"WARNING","UnreferencedShape","pets#Old","model/pets.smithy",3,1,"not referenced","",""';
const FAILURE = '\nFAILURE: Validated 240 shapes (ERROR: 1)\n';

/** In its place: finds what is planted, then what the model of a folder calls broken. */
const SMITHY = (more = '', planted = MISSED('canary.smithy', 4)) => `
case "$1" in --version) echo 1.52.0; exit 0;; esac
case "$(pwd)" in *planted) printf '%s\\n' '${HEAD}' '${planted}'; printf '%s' '${FAILURE}' >&2; exit 1;; esac
${more}
if grep -q Kind model/pets.smithy; then
  printf '%s\\n' '${HEAD}' '${MISSED('FILE', 4)}' '${WARNED}' | sed "s#FILE#$(pwd)/model/pets.smithy#"
  printf '%s' '${FAILURE}' >&2
  exit 1
fi
printf '%s\\n' '${HEAD}' '${WARNED}'`;

const PETS = (members: string) => `$version: "2"\nnamespace pets\nstructure Pet {\n${members}}\n`;
const BASE = { 'api/smithy-build.json': '{"version":"1.0","sources":["model"]}', 'api/model/pets.smithy': PETS('') };
const BROKEN = { 'api/model/pets.smithy': PETS('    kind: Kind\n') };

interface Given {
  readonly base?: Files;
  readonly head?: Files;
  readonly mayRunCode?: boolean;
  readonly program?: string | null;
}

async function ask({ base = BASE, head = BROKEN, mayRunCode = true, program = SMITHY() }: Given) {
  using folder = temporaryFolder();
  if (program !== null) {
    writeFileSync(join(folder.path, 'smithy'), `#!/bin/sh\n${program}\n`);
    chmodSync(join(folder.path, 'smithy'), 0o755);
  }
  const sandbox = sandboxIn(join(folder.path, 'state'), { callerEnv: { PATH: `${folder.path}:/usr/bin:/bin` } });
  const [before, after] = [treeOfFiles(base), treeOfFiles({ ...base, ...head })];
  const { tool, problems, caveats } = await askDefinitions({ sandbox, mayRunCode, keep: async () => 'kept' })('smithy-valid', {
    base: before,
    head: after,
    change: changeBetween(before, after),
    signal: new AbortController().signal,
  });
  return { tool, caveats, said: problems.map(({ path, range, code, message }) => `${path}:${range?.startLine ?? ''} ${code} ${message}`) };
}

const FOUND = 'api/model/pets.smithy:4 Target pets#Pet$kind: member shape targets an unresolved shape `"Kind"`';

test('what it finds in the judged tree, at its line', async () => {
  expect(await ask({})).toEqual({ tool: { name: 'smithy', version: '1.52.0', digest: 'kept' }, caveats: [], said: [FOUND] });
  expect((await ask({ head: { 'api/model/pets.smithy': PETS('    name: String\n') } })).said).toEqual([]);
});

test('base says what belongs to it, whatever the change says', async () => {
  const { said } = await ask({ head: { ...BROKEN, 'api/smithy-build.json': '{"version":"1.0","sources":["other"]}' } });
  expect(said).toEqual([FOUND]);
});

test.each<[string, Given, RegExp]>([
  ['there is none', { program: null }, /^1 Smithy file of the change not examined: there is no smithy on the PATH$/],
  ['it is an audit', { mayRunCode: false }, /an audit starts no program/],
  [
    'nothing says what belongs together',
    { base: { 'pets.smithy': '' }, head: { 'pets.smithy': PETS('') } },
    /no smithy-build.json of the base commit/,
  ],
  [
    'base is not valid either',
    { base: { ...BASE, ...BROKEN }, head: { 'api/model/a.smithy': '' } },
    /the models of the base commit are not valid by api\/smithy-build.json/,
  ],
  [
    'a library would have to be fetched',
    { program: SMITHY("echo 'Unable to resolve software.amazon.smithy:smithy-aws-traits' >&2; exit 1") },
    /not examined: Unable to resolve/,
  ],
  [
    'the change needs another library',
    { head: { ...BROKEN, 'api/smithy-build.json': '{"maven":{"dependencies":["a:b:1"]}}' } },
    /names other libraries than at base/,
  ],
])('what was not examined is counted where %s', async (_, given, caveat) => {
  const { said, caveats } = await ask(given);
  expect([said, caveats]).toEqual([[], [expect.stringMatching(caveat)]]);
});

test('what it cannot read of the judged tree alone is a fault', async () => {
  const { said } = await ask({ program: SMITHY('case "$(pwd)" in *head) echo \'no such source\' >&2; exit 1;; esac') });
  expect(said).toEqual([
    "api/smithy-build.json: unable the judged tree cannot be read by the base commit's api/smithy-build.json any more: no such source",
  ]);
});

test.each([
  ['overlooks the planted fault', SMITHY('', MISSED('other.smithy', 4)), /did not find the planted fault/],
  ['says no version', 'exit 0', /did not say its version/],
  ['prints no table', SMITHY('exit 0'), /no table of events/],
  ['prints what is no event', SMITHY(`printf '%s\\n' '${HEAD}' 'x'; exit 1`), /no event/],
  ['fails and finds nothing', SMITHY(`echo '${HEAD}'; exit 1`), /a code its words do not explain/],
  ['finds something and does not fail', SMITHY(`printf '%s\\n' '${HEAD}' '${MISSED('a', 1)}'; exit 0`), /a code its words do not explain/],
  ['ends as no smithy does', SMITHY('exit 7'), /no answer that is known/],
])('one that %s is no answer', async (_, program, message) => {
  await expect(ask({ program })).rejects.toThrow(message);
});
