import type { Readable } from 'node:stream';
import { AdapterError } from '../../domain/error.ts';

const MAX_LINE = 16 * 1024 * 1024;
const MAX_TOTAL = 128 * 1024 * 1024;

/** The lines of a stream that somebody may flood. AdapterError beyond the bounds; a last line without an end is none. */
export async function* boundedLines(stream: Readable): AsyncGenerator<string> {
  let total = 0;
  let length = 0;
  let parts: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    total += chunk.length;
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      yield Buffer.concat([...parts, rest.subarray(0, end)]).toString();
      [parts, length] = [[], 0];
      rest = rest.subarray(end + 1);
    }
    parts.push(rest);
    length += rest.length;
    if (total > MAX_TOTAL || length > MAX_LINE)
      throw new AdapterError('OWN_CHECKER_FLOODS', `it wrote more than it may: ${total} bytes, ${length} of them without an end of line`);
  }
}
