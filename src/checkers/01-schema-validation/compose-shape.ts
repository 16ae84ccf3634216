import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import type { Say } from './say.ts';
import { ANY, listOr, mapOf, matching, objectOf, objectOr, type Shape, TEXT, TEXTS, TRUTH, WHOLE, wordOf } from './shape.ts';

const DURATION = matching(
  'a time as "1m30s"',
  (value) => typeof value === 'string' && /^(?:0|(?:\d+(?:\.\d*)?\s*(?:ns|us|µs|ms|s|m|h|d|w)\s*)+)$/.test(value),
);
const BYTES = matching('a size as "256m"', (value) => /^-?\d+(?:\.\d+)?\s*[kmgtp]?i?b?$/i.test(String(value)));
const NUMBER = matching('a number', (value) => /^\d*\.?\d+$/.test(String(value)));
const OPTIONS = mapOf(matching('a text or a number', (value) => !isObject(value) && !isList(value)));
/** Variables or labels: an object, or a list of `NAME=value`. */
const PAIRS = listOr(TEXT, mapOf(matching('a text, a number or true', (value) => !isObject(value) && !isList(value))));
const TEXT_OR_TEXTS = listOr(TEXT, TEXT);
const FLAG: Shape = (value, steps, say) => (typeof value === 'string' ? undefined : TRUTH(value, steps, say));
const EXTERNAL = objectOr(objectOf({ name: TEXT }), FLAG);

const HEALTHCHECK = objectOf(
  {
    test: TEXT_OR_TEXTS,
    interval: DURATION,
    timeout: DURATION,
    retries: WHOLE,
    start_period: DURATION,
    start_interval: DURATION,
    disable: FLAG,
  },
  { isClosed: true },
);
const BUILD = objectOr(
  objectOf(
    {
      ...anyOf(
        'dockerfile_inline entitlements ssh no_cache no_cache_filter additional_contexts network provenance sbom pull shm_size extra_hosts isolation privileged secrets ulimits',
      ),
      context: TEXT,
      dockerfile: TEXT,
      target: TEXT,
      args: PAIRS,
      labels: PAIRS,
      cache_from: TEXTS,
      cache_to: TEXTS,
      tags: TEXTS,
      platforms: TEXTS,
    },
    { isClosed: true },
  ),
  TEXT,
);
const ROLLING = objectOf(anyOf('parallelism delay failure_action monitor max_failure_ratio order'));
const DEPLOY = objectOf(
  {
    ...anyOf('mode endpoint_mode labels placement'),
    replicas: WHOLE,
    resources: objectOf({
      limits: objectOf({ cpus: NUMBER, memory: BYTES, pids: ANY }),
      reservations: objectOf({ cpus: NUMBER, memory: BYTES, generic_resources: ANY, devices: ANY }),
    }),
    restart_policy: objectOf({ condition: TEXT, delay: DURATION, max_attempts: WHOLE, window: DURATION }),
    update_config: ROLLING,
    rollback_config: ROLLING,
  },
  { isClosed: true },
);
const PORT = objectOr(
  objectOf(anyOf('name mode host_ip target published protocol app_protocol'), { isClosed: true }),
  matching('a port, as "8080:80"', isPort),
);
const VOLUME = objectOr(
  objectOf(
    {
      ...anyOf('source target consistency bind volume tmpfs image'),
      type: wordOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
      read_only: FLAG,
    },
    { isClosed: true, needs: ['type'] },
  ),
  ANY,
);

/** Of a service. */
const SERVICE: Readonly<Record<string, Shape>> = {
  healthcheck: HEALTHCHECK,
  build: BUILD,
  deploy: DEPLOY,
  ports: listOr(PORT, ANY),
  volumes: listOr(VOLUME, ANY),
  logging: objectOf({ driver: TEXT, options: OPTIONS }),
  labels: PAIRS,
  stop_grace_period: DURATION,
  container_name: TEXT,
  hostname: TEXT,
  working_dir: TEXT,
  privileged: FLAG,
  init: FLAG,
  tty: FLAG,
  stdin_open: FLAG,
  read_only: FLAG,
  mem_limit: BYTES,
  shm_size: BYTES,
  dns: TEXT_OR_TEXTS,
  command: TEXT_OR_TEXTS,
  entrypoint: TEXT_OR_TEXTS,
  cap_add: listOr(TEXT, ANY),
  cap_drop: listOr(TEXT, ANY),
  profiles: listOr(TEXT, ANY),
  depends_on: objectOr(mapOf(objectOf({ condition: ANY, restart: FLAG, required: FLAG }, { isClosed: true })), TEXTS),
};
/** Of the file. */
const FILE: Readonly<Record<string, Shape>> = {
  networks: mapOf(
    objectOf({
      ...anyOf('name driver driver_opts ipam labels'),
      external: EXTERNAL,
      internal: FLAG,
      attachable: FLAG,
      enable_ipv4: FLAG,
      enable_ipv6: FLAG,
    }),
  ),
  volumes: mapOf(objectOf({ ...anyOf('name driver driver_opts labels'), external: EXTERNAL })),
  secrets: mapOf(
    objectOf({ ...anyOf('name environment file labels driver driver_opts template_driver'), external: EXTERNAL }, { isClosed: true }),
  ),
  configs: mapOf(objectOf({ ...anyOf('name content environment file labels template_driver'), external: EXTERNAL }, { isClosed: true })),
};

function anyOf(keys: string): Readonly<Record<string, Shape>> {
  return Object.fromEntries(keys.split(' ').map((key) => [key, ANY]));
}

/** `127.0.0.1:8000-8010:80/tcp`: of what stands before the last two numbers nothing is said. */
function isPort(value: Json): boolean {
  if (typeof value === 'number' || value === '') return true;
  if (typeof value !== 'string') return false;
  const parts = value.replace(/\/\w+$/, '').split(':');
  const [published, target] = parts.length === 1 ? ['', parts[0] ?? ''] : parts.slice(-2);
  return /^(?:\d+(?:-\d+)?)?$/.test(published ?? '') && /^\d+(?:-\d+)?$/.test(target ?? '');
}

/** What of a Compose file has another shape than Compose takes, beside what `compose-faults.ts` says of it. */
export function composeShapeFaults(value: JsonObject, say: Say): void {
  for (const [key, shape] of Object.entries(FILE)) if (value[key] !== undefined) shape(value[key], [key], say);
  const { services } = value;
  for (const [name, service] of Object.entries(isObject(services) ? services : {}))
    for (const [key, shape] of Object.entries(isObject(service) ? SERVICE : {}))
      if (isObject(service) && service[key] !== undefined) shape(service[key], ['services', name, key], say);
}
