/** What JSON, YAML and TOML can say. Objects have no prototype: `__proto__` is a key like any other. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a value holds under a key; undefined where it holds nothing there. */
export function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (isList(value)) return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function emptyObject(): Record<string, Json> {
  return Object.create(null) as Record<string, Json>;
}
