import { exec } from '../platform/exec.ts';

interface Caller {
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
}

/** How the person's machine reaches a registry: proxies and certificates, which hold no token. */
const REACH = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

export function registryReach({ callerEnv }: Caller): Record<string, string> {
  return Object.fromEntries(REACH.flatMap((name) => (callerEnv[name] === undefined ? [] : [[name, callerEnv[name]]])));
}

const PASSED_SETTINGS = /^(registry|proxy|https-proxy|noproxy|cafile|strict-ssl|@[^:]+:registry)$/;

/** The person's registry, proxy and certificate settings as an npmrc; no token ever (those pass only by `env:`). */
export async function registrySettings({ callerEnv }: Caller): Promise<string> {
  const env = Object.fromEntries(Object.entries(callerEnv).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const asked = await exec({ argv: ['npm', 'config', 'list', '--json'], cwd: '/', env, timeoutMs: 30_000 });
  if (asked.exitCode !== 0) return '';
  const settings: Record<string, unknown> = JSON.parse(asked.stdout);
  return Object.entries(settings)
    .filter(([name]) => PASSED_SETTINGS.test(name))
    .flatMap(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : value;
      return (typeof text === 'string' && text !== '') || typeof text === 'boolean' ? [`${name}=${text}\n`] : [];
    })
    .join('');
}
