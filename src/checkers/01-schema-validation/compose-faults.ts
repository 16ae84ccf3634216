import { posix } from 'node:path';
import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import { composeShapeFaults } from './compose-shape.ts';
import type { Sighting } from './rules.ts';
import { type Say, sayInto, unknownKeys } from './say.ts';
import type { Judged, Side } from './side.ts';

/** A file that Compose takes by itself, and one that is laid over others. */
const ALONE = /^(?:docker-)?compose\.ya?ml$/;
const ANY = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

const KEYS = new Set(['version', 'name', 'include', 'services', 'models', 'networks', 'volumes', 'secrets', 'configs']);
const SERVICE_KEYS = new Set(
  'develop deploy annotations attach build blkio_config cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset credential_spec depends_on device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint env_file label_file environment expose extends provider external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit network_mode models networks net oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles pull_policy pull_refresh_after read_only restart runtime scale security_opt shm_size secrets sysctls stdin_open stop_grace_period stop_signal storage_opt tmpfs tty ulimits use_api_socket user uts userns_mode volume_driver volumes volumes_from working_dir'.split(
    ' ',
  ),
);
const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'];
const KINDS = ['services', 'networks', 'volumes', 'secrets', 'configs'] as const;

type Kind = (typeof KINDS)[number];
/** What the files of a tree define, by kind; null where more is brought along from elsewhere. */
type Defined = Readonly<Record<Kind, ReadonlySet<string>>> | null;

interface Service {
  readonly name: string;
  readonly service: JsonObject;
  readonly at: readonly string[];
  readonly defined: Defined;
  /** Nothing else of its folder could define what it names. */
  readonly isAlone: boolean;
}

/** What Compose refuses a file for: nothing of it is started then. */
export async function composeFaults(side: Side, judged: Judged): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  const { value } = judged.document;
  if (!ANY.test(posix.basename(judged.path)) || !isObject(value) || !isObject(value['services'])) return sightings;
  const say = sayInto(sightings, judged);
  unknownKeys({ value, steps: [], known: KEYS, of: 'a Compose file' }, say);
  const defined = await definedBeside(side, judged.path);
  const isAlone = ALONE.test(posix.basename(judged.path)) && !(await hasOtherServices(side, judged.path));
  const others = isAlone ? await otherServices(side, judged.path) : null;
  composeShapeFaults(value, say);
  for (const [name, service] of Object.entries(value['services'])) {
    const at = ['services', name];
    if (service === null) continue;
    if (!isObject(service)) {
      say('schema-violation', at, 'a service is an object');
      continue;
    }
    unknownKeys({ value: service, steps: at, known: SERVICE_KEYS, of: 'a service' }, say);
    shapeFaults({ name, service, at, defined, isAlone }, say);
    if (others !== null && defined !== null && !others.has(name)) sourceFaults(service, at, say);
    portFaults(service['ports'], [...at, 'ports'], say);
    dependencyFaults({ name, service, at, defined, isAlone }, say);
    useFaults({ name, service, at, defined, isAlone }, say);
  }
  waitingInCircles(value['services'], say);
  return sightings;
}

/** Services that wait for each other: none of them is ever started. */
function waitingInCircles(services: JsonObject, say: Say): void {
  const dependsOn = (name: string): readonly string[] => {
    const service = services[name];
    const depends = isObject(service) ? service['depends_on'] : undefined;
    return isList(depends) ? depends.filter((one) => typeof one === 'string') : Object.keys(isObject(depends) ? depends : {});
  };
  for (const name of Object.keys(services)) {
    const reached = new Set(dependsOn(name));
    // What is found on the way is gone through too.
    for (const one of reached) for (const next of dependsOn(one)) reached.add(next);
    if (!reached.has(name)) continue;
    say(
      'inconsistent-definition',
      ['services', name, 'depends_on'],
      `${JSON.stringify(name)} waits for itself, by way of ${[...reached].join(', ')}`,
    );
    // Once for all of the circle.
    return;
  }
}

/** All such files of the tree together: one may be laid over another, also over one of another folder. */
async function definedBeside({ tree, documents }: Side, path: string): Promise<Defined> {
  const folder = posix.dirname(path);
  const all = tree.paths.filter((one) => ANY.test(posix.basename(one)) && tree.entry(one)?.mode.startsWith('100') === true);
  const beside = all.filter((one) => posix.dirname(one) === folder);
  // Without the one that is taken by itself, what lies below may be anywhere.
  if (!beside.some((one) => ALONE.test(posix.basename(one)))) return null;
  const names: Record<Kind, Set<string>> = {
    services: new Set(),
    networks: new Set(),
    volumes: new Set(),
    secrets: new Set(),
    configs: new Set(),
  };
  for (const one of all) {
    const reading = await documents.read(one);
    const value = reading?.documents[0]?.value;
    if (beside.includes(one) && (!isObject(value) || value['include'] !== undefined)) return null;
    for (const kind of KINDS) for (const name of namesOf(value, kind)) names[kind].add(name);
  }
  names.networks.add('default');
  return names;
}

/** A file of another name that Compose may be told to lay over this one. */
async function hasOtherServices({ tree }: Side, path: string): Promise<boolean> {
  const folder = posix.dirname(path);
  for (const one of tree.paths) {
    if (posix.dirname(one) !== folder || !/\.ya?ml$/.test(one) || ANY.test(posix.basename(one))) continue;
    if (tree.entry(one)?.mode.startsWith('100') === true && /^services:/m.test((await tree.read(one)) ?? '')) return true;
  }
  return false;
}

/** The services of the other such files of the tree, which may be laid over this one; null where one of them cannot be read. */
async function otherServices({ tree, documents }: Side, path: string): Promise<ReadonlySet<string> | null> {
  const names = new Set<string>();
  for (const one of tree.paths) {
    if (one === path || !ANY.test(posix.basename(one)) || tree.entry(one)?.mode.startsWith('100') !== true) continue;
    const reading = await documents.read(one);
    if (reading === null || reading.problems.length > 0) return null;
    for (const { value } of reading.documents) for (const name of namesOf(value, 'services')) names.add(name);
  }
  return names;
}

function sourceFaults(service: JsonObject, at: readonly string[], say: Say): void {
  if (['image', 'build', 'extends', 'provider'].every((key) => service[key] === undefined))
    say('schema-violation', at, `the service ${JSON.stringify(at.at(-1))} has neither "image" nor "build"`, true);
}

/** Where none is defined, the file may be laid over one of another name. */
function isAnyOf(kind: Kind, defined: NonNullable<Defined>): boolean {
  return [...defined[kind]].some((name) => name !== 'default');
}

function namesOf(value: Json | undefined, kind: Kind): readonly string[] {
  const held = isObject(value) ? value[kind] : undefined;
  return isObject(held) ? Object.keys(held) : [];
}

function shapeFaults({ service, at }: Service, say: Say): void {
  const { image, restart, build, environment } = service;
  if (image !== undefined && image !== null && typeof image !== 'string') say('schema-violation', [...at, 'image'], '"image" is a text');
  if (restart !== undefined && restart !== null && !/^(?:no|always|unless-stopped|on-failure(?::\d+)?)$|\$|^$/.test(String(restart)))
    say(
      'schema-violation',
      [...at, 'restart'],
      `"restart" is no, always, unless-stopped or on-failure, and not ${JSON.stringify(restart)}`,
    );
  if (build !== undefined && build !== null && typeof build !== 'string' && !isObject(build))
    say('schema-violation', [...at, 'build'], '"build" is a folder or an object');
  if (environment !== undefined && environment !== null && !isList(environment) && !isObject(environment))
    say('schema-violation', [...at, 'environment'], '"environment" is a list or an object');
  for (const [index, one] of (isList(environment) ? environment : []).entries())
    if (typeof one !== 'string')
      say('schema-violation', [...at, 'environment', String(index)], 'a variable of a list is a text, as "NAME=value"');
  for (const key of ['volumes', 'ports', 'expose', 'cap_add', 'cap_drop', 'profiles'])
    if (service[key] !== undefined && service[key] !== null && !isList(service[key]))
      say('schema-violation', [...at, key], `${JSON.stringify(key)} is a list`);
}

function portFaults(ports: Json | undefined, at: readonly string[], say: Say): void {
  for (const [index, port] of (isList(ports) ? ports : []).entries()) {
    const steps = [...at, String(index)];
    const said = isObject(port) ? [port['target'], port['published']] : [port];
    for (const one of said)
      for (const number of numbersIn(one))
        if (number > 65_535) say('schema-violation', steps, `a port is at most 65535, and not ${number}`);
  }
}

/** Of `127.0.0.1:8000-8010:80/tcp` what is a port. */
function numbersIn(port: Json | undefined): readonly number[] {
  if (typeof port === 'number') return [port];
  if (typeof port !== 'string') return [];
  const found = /^(?:(?:\[[\da-f:]*\]|\d+(?:\.\d+){3}):)?(?<ports>\d+(?:-\d+)?(?::\d+(?:-\d+)?)?)(?:\/\w+)?$/i.exec(port);
  return (found?.groups?.['ports'] ?? '')
    .split(/[:-]/)
    .filter((one) => one !== '')
    .map(Number);
}

function dependencyFaults({ service, at, defined }: Service, say: Say): void {
  const needed = (steps: readonly string[], name: Json | undefined) => {
    if (defined !== null && typeof name === 'string' && !name.includes('$') && !defined.services.has(name))
      say(
        'broken-reference',
        steps,
        `no service is called ${JSON.stringify(name)}`,
        isObject(service['depends_on']) && steps[2] === 'depends_on',
      );
  };
  const { depends_on: depends, links, extends: extended, network_mode: mode } = service;
  if (isList(depends)) depends.forEach((name, index) => needed([...at, 'depends_on', String(index)], name));
  else if (isObject(depends)) {
    for (const [name, how] of Object.entries(depends)) {
      const condition = isObject(how) ? how['condition'] : undefined;
      if (typeof condition === 'string' && !condition.includes('$') && !CONDITIONS.includes(condition))
        say('schema-violation', [...at, 'depends_on', name, 'condition'], `"condition" is one of ${CONDITIONS.join(', ')}`);
      if (!isObject(how) || how['required'] !== false) needed([...at, 'depends_on', name], name);
    }
  }
  if (isList(links))
    links.forEach((link, index) => needed([...at, 'links', String(index)], typeof link === 'string' ? link.split(':')[0] : undefined));
  if (typeof extended === 'string') needed([...at, 'extends'], extended);
  else if (isObject(extended) && extended['file'] === undefined) needed([...at, 'extends', 'service'], extended['service']);
  if (typeof mode === 'string' && mode.startsWith('service:')) needed([...at, 'network_mode'], mode.slice('service:'.length));
}

/** Networks, volumes, secrets and configs that are named and nowhere defined. */
function useFaults({ service, at, defined, isAlone }: Service, say: Say): void {
  if (defined === null) return;
  const used = (kind: Kind, steps: readonly string[], name: Json | undefined, isKey = false) => {
    if (typeof name === 'string' && name !== '' && !name.includes('$') && (isAlone || isAnyOf(kind, defined)) && !defined[kind].has(name))
      say('broken-reference', steps, `${JSON.stringify(name)} is not defined among the ${kind}`, isKey);
  };
  const { networks, volumes } = service;
  if (isList(networks)) networks.forEach((name, index) => used('networks', [...at, 'networks', String(index)], name));
  else if (isObject(networks)) for (const name of Object.keys(networks)) used('networks', [...at, 'networks', name], name, true);
  for (const [index, volume] of (isList(volumes) ? volumes : []).entries()) {
    const steps = [...at, 'volumes', String(index)];
    // A path begins otherwise, and of one letter it is a drive.
    if (typeof volume === 'string') used('volumes', steps, /^(?<name>[a-z\d][\w.-]+):/i.exec(volume)?.groups?.['name']);
    else if (isObject(volume) && volume['type'] === 'volume') used('volumes', [...steps, 'source'], volume['source']);
  }
  for (const kind of ['secrets', 'configs'] as const) {
    const held = service[kind];
    for (const [index, one] of (isList(held) ? held : []).entries())
      used(kind, [...at, kind, String(index)], isObject(one) ? one['source'] : one);
  }
}
