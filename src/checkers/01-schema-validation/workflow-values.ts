import { isList, isObject, type Json, type JsonObject } from '../../definitions/json-value.ts';
import type { Say } from './say.ts';

type Steps = readonly string[];

/** What a value under a key has to be; null where it is that. */
type Shape = (value: Json) => string | null;

const ACCESS = ['read', 'write', 'none'];
const INPUT_TYPES = {
  workflow_dispatch: ['boolean', 'choice', 'number', 'environment', 'string'],
  workflow_call: ['boolean', 'number', 'string'],
};
const ID = /^[A-Za-z_][\w-]*$/;
/** `owner/name@ref`, or with a folder between. */
const ACTION = /^[^\s/@]+\/[^\s@]+@\S+$/;
const CRON_FIELD = /^[\d*/,A-Za-z?#-]+$/;

const flag: Shape = (value) => (typeof value === 'boolean' || value === 'true' || value === 'false' ? null : 'is true or false');
const number: Shape = (value) =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) ? null : 'is a number';
const table: Shape = (value) => (isObject(value) || value === null ? null : 'is an object');
const text: Shape = (value) => (isObject(value) || isList(value) ? 'is a text' : null);

const OF_JOB: Readonly<Record<string, Shape>> = {
  'timeout-minutes': number,
  'continue-on-error': flag,
  env: table,
  outputs: table,
  services: table,
  with: table,
  strategy: table,
  name: text,
  if: text,
};
const OF_STRATEGY: Readonly<Record<string, Shape>> = { 'fail-fast': flag, 'max-parallel': number, matrix: table };
const OF_STEP: Readonly<Record<string, Shape>> = {
  'timeout-minutes': number,
  'continue-on-error': flag,
  env: table,
  with: table,
  run: text,
  uses: text,
  name: text,
  if: text,
  shell: text,
  'working-directory': text,
};

/** Values that GitHub refuses a workflow for, where they are no expressions. */
export function workflowValueFaults(value: JsonObject, say: Say): void {
  permissionFaults(value['permissions'], ['permissions'], say);
  concurrencyFaults(value['concurrency'], ['concurrency'], say);
  shapeFaults(value, { shapes: { env: table, 'run-name': text, name: text }, at: [] }, say);
  const { on, jobs } = value;
  if (isObject(on)) eventFaults(on, say);
  if (jobs !== undefined && (!isObject(jobs) || Object.keys(jobs).length === 0))
    return say('schema-violation', ['jobs'], '"jobs" is an object of jobs');
  for (const [name, job] of Object.entries(isObject(jobs) ? jobs : {})) {
    const at = ['jobs', name];
    if (!ID.test(name))
      say('schema-violation', at, `the name of a job is of letters, digits, - and _, and not as ${JSON.stringify(name)}`, true);
    if (isObject(job)) jobValueFaults(job, at, say);
    else say('schema-violation', at, 'a job is an object', true);
  }
}

function jobValueFaults(job: JsonObject, at: Steps, say: Say): void {
  permissionFaults(job['permissions'], [...at, 'permissions'], say);
  concurrencyFaults(job['concurrency'], [...at, 'concurrency'], say);
  shapeFaults(job, { shapes: OF_JOB, at }, say);
  const { strategy, steps, uses, secrets } = job;
  if (isObject(strategy)) shapeFaults(strategy, { shapes: OF_STRATEGY, at: [...at, 'strategy'] }, say);
  if (uses !== undefined) {
    for (const key of ['steps', 'runs-on'])
      if (job[key] !== undefined) say('schema-violation', [...at, key], `a job that calls a workflow has no ${JSON.stringify(key)}`, true);
    if (typeof secrets === 'string' && secrets !== 'inherit' && !isExpression(secrets))
      say('schema-violation', [...at, 'secrets'], `"secrets" is "inherit" or an object, and not ${JSON.stringify(secrets)}`);
  }
  if (steps === undefined) return;
  if (!isList(steps)) return say('schema-violation', [...at, 'steps'], '"steps" is a list');
  const ids = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const place = [...at, 'steps', String(index)];
    if (!isObject(step)) {
      say('schema-violation', place, 'a step is an object');
      continue;
    }
    shapeFaults(step, { shapes: OF_STEP, at: place }, say);
    actionFault(step['uses'], [...place, 'uses'], say);
    const { id } = step;
    if (typeof id !== 'string') continue;
    if (ids.has(id.toLowerCase())) say('schema-violation', [...place, 'id'], `another step of the job has the id ${JSON.stringify(id)}`);
    ids.add(id.toLowerCase());
  }
}

function shapeFaults(
  value: JsonObject,
  { shapes, at }: { readonly shapes: Readonly<Record<string, Shape>>; readonly at: Steps },
  say: Say,
): void {
  for (const [key, shape] of Object.entries(shapes)) {
    const held = value[key];
    if (held === undefined || isExpression(held)) continue;
    const fault = shape(held);
    if (fault !== null) say('schema-violation', [...at, key], `${JSON.stringify(key)} ${fault}`);
  }
}

/** A scope may be newer than this; what may be done with one may not. */
function permissionFaults(value: Json | undefined, at: Steps, say: Say): void {
  if (value === undefined || value === null || isExpression(value)) return;
  if (!isObject(value)) {
    if (value !== 'read-all' && value !== 'write-all')
      say('schema-violation', at, `"permissions" is "read-all", "write-all" or an object, and not ${JSON.stringify(value)}`);
    return;
  }
  for (const [scope, access] of Object.entries(value))
    if (typeof access !== 'string' || !(ACCESS.includes(access) || isExpression(access)))
      say('schema-violation', [...at, scope], `${JSON.stringify(scope)} is read, write or none, and not ${JSON.stringify(access)}`);
}

function concurrencyFaults(value: Json | undefined, at: Steps, say: Say): void {
  if (value === undefined || typeof value === 'string') return;
  if (!isObject(value)) return say('schema-violation', at, '"concurrency" is a text or an object');
  if (value['group'] === undefined) say('schema-violation', at, '"concurrency" has a "group"', true);
  shapeFaults(value, { shapes: { 'cancel-in-progress': flag, group: text }, at }, say);
}

function eventFaults(on: JsonObject, say: Say): void {
  for (const [event, settings] of Object.entries(on)) {
    const at = ['on', event];
    if (event === 'schedule') scheduleFaults(settings, at, say);
    if (!isObject(settings)) continue;
    for (const key of ['branches', 'tags', 'paths'])
      if (settings[key] !== undefined && settings[`${key}-ignore`] !== undefined)
        say('schema-violation', [...at, `${key}-ignore`], `of "${key}" and "${key}-ignore" an event has one`, true);
    if (event === 'workflow_dispatch' || event === 'workflow_call') inputFaults(settings['inputs'], { event, at: [...at, 'inputs'] }, say);
  }
}

function scheduleFaults(schedule: Json, at: Steps, say: Say): void {
  if (!isList(schedule)) return say('schema-violation', at, '"schedule" is a list of objects with "cron"', true);
  for (const [index, one] of schedule.entries()) {
    const cron = isObject(one) ? one['cron'] : undefined;
    if (typeof cron !== 'string') say('schema-violation', [...at, String(index)], 'a schedule has a "cron"');
    else if (!isCron(cron))
      say('schema-violation', [...at, String(index), 'cron'], `five fields make a "cron", and not ${JSON.stringify(cron)}`);
  }
}

function isCron(cron: string): boolean {
  const fields = cron.trim().split(/\s+/);
  return fields.length === 5 && fields.every((field) => CRON_FIELD.test(field));
}

function inputFaults(
  inputs: Json | undefined,
  { event, at }: { readonly event: keyof typeof INPUT_TYPES; readonly at: Steps },
  say: Say,
): void {
  if (!isObject(inputs)) return;
  for (const [name, input] of Object.entries(inputs)) {
    const type = isObject(input) ? input['type'] : undefined;
    const known = INPUT_TYPES[event];
    if (type === undefined) {
      if (event === 'workflow_call')
        say('schema-violation', [...at, name], `the input ${JSON.stringify(name)} of a workflow that is called has a "type"`, true);
    } else if (typeof type !== 'string' || !known.includes(type))
      say('schema-violation', [...at, name, 'type'], `the type of an input is ${known.join(', ')}, and not ${JSON.stringify(type)}`);
    if (type === 'choice' && isObject(input) && !isList(input['options']))
      say('schema-violation', [...at, name], `the input ${JSON.stringify(name)} has "options" to choose from`, true);
  }
}

function actionFault(uses: Json | undefined, at: Steps, say: Say): void {
  if (typeof uses !== 'string' || isExpression(uses) || /^(\.$|\.{1,2}\/|docker:\/\/)/.test(uses) || ACTION.test(uses)) return;
  say('schema-violation', at, `an action is named as owner/name@ref, ./folder or docker://image, and not as ${JSON.stringify(uses)}`);
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && value.includes('${{');
}
