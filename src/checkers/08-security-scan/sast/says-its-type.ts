import type { Call, Program } from './weakness.ts';

const OTHER_TYPE =
  /\.(type|contentType)\(\s*['"`](?![^'"`]*html)|\.(set|header|setHeader|writeHead)\([^;]{0,100}?['"`]content-type['"`]\s*[,:](?!\s*['"`]text\/html)/i;

/** The handler calls its answer something else than a page. */
export function saysItsType(call: Call, { bindings, parsed }: Program): boolean {
  for (let around = bindings.functionAround(call); around !== null; around = bindings.functionAround(around))
    if (OTHER_TYPE.test(parsed.text.slice(around.start, around.end))) return true;
  return false;
}
