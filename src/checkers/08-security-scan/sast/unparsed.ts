import { placeOf } from '../place.ts';
import type { Sighting } from '../rules.ts';

const OFF =
  /(?:\b(rejectUnauthorized|strictSSL)["']?\s{0,3}[:=]\s{0,3}(?:false|!1)\b|\b(NODE_TLS_REJECT_UNAUTHORIZED)["'\]]{0,2}\s{0,3}[:=]\s{0,3}["']?0(?![\w.]))/;
const COMMENT = /^\s*(\/\/|\/?\*)/;
const LONGEST = 2000;

/** What is certain by its words alone, in a program that no parser reads. */
export function findInUnparsed(path: string, text: string): Sighting[] {
  const place = placeOf(path);
  if (place === 'test' || place === 'foreign') return [];
  return text.split('\n').flatMap((line, index): Sighting[] => {
    const [, option, variable] = line.length > LONGEST || COMMENT.test(line) ? [] : (OFF.exec(line) ?? []);
    const name = option ?? variable;
    if (name === undefined) return [];
    const message = `certificates are not verified (${name})`;
    const severity = place === 'docs' ? { severity: 'warning' as const } : {};
    return [{ rule: 'tls-not-verified', path, range: { startLine: index + 1 }, message, ...severity }];
  });
}
