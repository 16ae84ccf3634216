/** JSON of a program nobody vouches for: undefined when it is none, which every schema refuses. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is an expected answer here: the schema that reads the value refuses undefined.
    return undefined;
  }
}
