import type { ProtoMethod, ProtoService } from '../../../formats/protobuf/proto-file.ts';
import type { FieldsContext } from './compare-fields.ts';
import { valueOf } from './compare-files.ts';

export function compareServices(base: ProtoService, head: ProtoService, { say, compareTypes }: FieldsContext): void {
  const methods = new Map(head.methods.map((method) => [method.name, method]));
  for (const was of base.methods) {
    const is = methods.get(was.name);
    if (is === undefined) say('rpc-removed', head.at, `has lost the method ${was.name}`);
    else compareMethods(was, is, { say, compareTypes });
  }
}

function compareMethods(was: ProtoMethod, is: ProtoMethod, { say, compareTypes }: FieldsContext): void {
  for (const [key, kind, what] of [
    ['input', 'rpc-request-changed', 'takes'],
    ['output', 'rpc-response-changed', 'answers'],
  ] as const) {
    const [before, after] = [was[key], is[key]];
    if (compareTypes(before.type, after.type).sameness !== 'same')
      say(kind, after.at, `${is.name} ${what} ${after.type}, and ${before.type} before`);
    if (before.isStream !== after.isStream)
      say('rpc-streaming-changed', after.at, `${is.name} ${what} ${after.isStream ? 'many, and one' : 'one, and many'} before`);
  }
  for (const option of ['idempotency_level', '(google.api.http)']) {
    const [before, after] = [valueOf(was.options, option), valueOf(is.options, option)];
    const gone = routesIn(before).difference(routesIn(after));
    if (gone.size > 0) say('rpc-route-removed', is.at, `${is.name} is not called by ${[...gone].join(', ')} any more`);
    else if (before !== after) say('rpc-option-changed', is.at, `${is.name} has another ${option}`);
  }
}

const ROUTE = /\b(get|put|post|delete|patch)\s*:\s*["']([^"']*)["']/g;

/** What `google.api.http` lets call by HTTP; the names of what stands in a path say nothing. */
function routesIn(option: string | null): ReadonlySet<string> {
  return new Set(
    [...(option ?? '').matchAll(ROUTE)].map(([, verb = '', path = '']) => `${verb.toUpperCase()} ${path.replaceAll(/\{[\w.]+/g, '{')}`),
  );
}
