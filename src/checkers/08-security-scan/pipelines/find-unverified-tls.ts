import { posix } from 'node:path';
import { jsonOf } from '../../../syntax/json-of.ts';
import type { Sighting } from '../rules.ts';
import { isDockerfile } from './find-in-dockerfile.ts';

/** As a shell, a container file, YAML and PowerShell set it; what asks for it (`$NODE_…`) is another thing. */
const OFF = /(?<![\w$.{])NODE_TLS_REJECT_UNAUTHORIZED["']?\s{0,3}(?:=|:|\s)\s{0,3}\\?(["']?)0(?![\w.])/;
/** One of a list of names and values, over two lines. */
const NAMED = /\bname:\s{0,3}["']?NODE_TLS_REJECT_UNAUTHORIZED["']?\s*$/;
const VALUE_OFF = /^\s*value:\s{0,3}(["']?)0\1\s*$/;

const WRITTEN_IN = /\.(sh|bash|zsh|ksh|fish|ps1|bat|cmd|ya?ml)$|(^|\/)\.env(\.[\w.-]+)?$|(^|\/)Makefile$/i;
/** Scripts that people run on their own machine. */
const AT_HOME = /(^|[:_-])(test|tests|e2e|dev|develop|local|mock|debug|playground)($|[:_-])/i;

/** Where Node is told to verify no certificate, outside of its own programs. */
export function findUnverifiedTls(path: string, text: string): Sighting[] {
  if (!text.includes('NODE_TLS_REJECT_UNAUTHORIZED')) return [];
  if (posix.basename(path) === 'package.json') return inScripts(path, text);
  if (!WRITTEN_IN.test(path) && !isDockerfile(path) && !/^#![^\n]{0,100}\b(ba|z|da|k)?sh\b/.test(text)) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const isOff = OFF.test(line) || (NAMED.test(line) && VALUE_OFF.test(lines[index + 1] ?? ''));
    return isOff && !/^\s*(#|REM\b|::)/i.test(line) ? [sighting(path, index + 1)] : [];
  });
}

function inScripts(path: string, text: string): Sighting[] {
  const { scripts } = jsonOf(text);
  const from = text.search(/"scripts"\s*:/);
  return Object.entries(typeof scripts === 'object' && scripts !== null ? scripts : {}).flatMap(([name, script]) => {
    if (typeof script !== 'string' || !OFF.test(script)) return [];
    const at = text.indexOf(`${JSON.stringify(name)}:`, from);
    const found = sighting(path, text.slice(0, Math.max(at, 0)).split('\n').length);
    return [AT_HOME.test(name) ? { ...found, severity: 'warning' as const } : found];
  });
}

function sighting(path: string, line: number): Sighting {
  const message = 'certificates are verified no more by any Node that gets this variable';
  return { rule: 'tls-not-verified', path, range: { startLine: line }, message, remediation: REMEDIATION };
}

const REMEDIATION = 'Take it out; name an authority of your own with `NODE_EXTRA_CA_CERTS`.';
