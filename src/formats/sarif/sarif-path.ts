import { isAbsolute, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdapterError } from '../../domain/error.ts';
import type { SarifArtifactLocation, SarifRun } from './sarif-schema.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** How often one base may stand on another. */
const MAX_BASES = 8;

/**
 * The path inside the repository that a location names; null for what names none of its files: another place of the machine, a web
 * address. AdapterError for a relative path that leads out of the repository. `root`: the checkout's real path.
 */
export function sarifPath(location: SarifArtifactLocation | undefined, run: SarifRun, root: string): string | null {
  const named = location?.uri === undefined && location?.index !== undefined ? run.artifacts?.[location.index]?.location : location;
  if (named?.uri === undefined || named.uri === '') return null;
  const uri = onItsBase(named.uri, named.uriBaseId, run);
  if (SCHEME.test(uri) || isAbsolute(uri)) return insideOf(root, uri);
  const path = posix.normalize(decoded(uri));
  if (path === '..' || path.startsWith('../') || path.startsWith('/'))
    throw new AdapterError('REPORT_UNREADABLE', `the report names a place outside of the repository: ${uri}`);
  return path === '.' ? null : path.replace(/\/$/, '');
}

/** A base that the report does not resolve is the root of the checkout: `%SRCROOT%`, by whatever name. */
function onItsBase(uri: string, firstBase: string | undefined, { originalUriBaseIds = {} }: SarifRun): string {
  let whole = uri;
  let base = firstBase;
  for (let depth = 0; base !== undefined && !SCHEME.test(whole); depth += 1) {
    if (depth === MAX_BASES)
      throw new AdapterError('REPORT_UNREADABLE', `the bases of ${uri} in the report stand on each other without end`);
    const below = Object.hasOwn(originalUriBaseIds, base) ? originalUriBaseIds[base] : undefined;
    if (below?.uri !== undefined) whole = `${below.uri.replace(/\/?$/, '/')}${whole}`;
    base = below?.uriBaseId;
  }
  return whole;
}

function insideOf(root: string, uri: string): string | null {
  const file = uri.startsWith('file:') ? fileOf(uri) : SCHEME.test(uri) ? null : decoded(uri);
  if (file === null) return null;
  const path = relative(root, file).split(sep).join('/');
  return path === '' || path === '..' || path.startsWith('../') || isAbsolute(path) ? null : path;
}

function fileOf(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch (error) {
    // A URL with a host or an encoded slash names no file here.
    if (error instanceof TypeError || error instanceof URIError) return null;
    throw error;
  }
}

/** Some tools write a path where a URI should stand: then a `%` is only that. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    if (error instanceof URIError) return uri;
    throw error;
  }
}
