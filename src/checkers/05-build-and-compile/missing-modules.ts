import { AdapterError } from '../../domain/error.ts';

/** What build tools say when they may not download, and what puts it on the machine. */
const MISSING: readonly { readonly said: RegExp; readonly fetch: string }[] = [
  { said: /you're using offline mode \(--offline\)|--offline was specified/, fetch: 'cargo fetch' },
  { said: /module lookup disabled by GOPROXY=off/, fetch: 'go mod download' },
  { said: /in offline mode and the artifact|Cannot access \S{1,200} \([^)]{1,500}\) in offline mode/, fetch: 'mvn dependency:go-offline' },
  { said: /No cached version of \S{1,300} available for offline mode/, fetch: 'gradle dependencies' },
];

/** AdapterError where a command wanted modules that this machine does not have: that says nothing about the code. */
export function requireModules(command: string, output: string): void {
  const missing = MISSING.find(({ said }) => said.test(output));
  if (missing === undefined) return;
  throw new AdapterError(
    'MODULES_MISSING',
    `${command} needs modules that are not on this machine, and nothing is downloaded while a command runs`,
    { hint: `run \`${missing.fetch}\` here first, for the change and for its base` },
  );
}
