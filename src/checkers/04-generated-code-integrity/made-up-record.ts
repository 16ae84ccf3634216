const TEXT = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`$\\]*`/g;
/** Whoever makes up a person, a mail address or a name to see something on the page, calls it so. */
const MADE_UP =
  /\b(?:test(?:ing)?|example|demo|dummy|fake|mock(?:ed)?|sample|foo|bar|john|jane|doe|lorem|ipsum|placeholder|acme|hard-?coded)\b|@example\.(?:com|org|net)/i;
/** What stands around literals and computes nothing: casts, names of fields, of types that are made, and of what hands on. */
const AROUND =
  /\bas\s+(?:const|any|unknown|never|[A-Z]\w*)\b|[\w$]+\??\s*[:=](?![:=>])|(?:&|\bnew\s+)?(?:\b[\w.:]+(?:\.|::))?\b(?:[A-Z]\w*|dict|vec!|resolve|of)(?:<[\w\s,.]*>)?\s*(?=[({[])|\.(?:to_string|to_owned|into)\(\)/g;
const LITERAL = /\b(?:true|false|null|nil|None|True|False|undefined|\d[\w.]*)\b/g;
const LONGEST = 2000;

/** A record that somebody made up, as an answer in whatever language: nothing but literals, of which a text says so. */
function isMadeUpRecord(answer: string): boolean {
  if (answer.length > LONGEST || !/[({[]/.test(answer)) return false;
  const texts = answer.match(TEXT) ?? [];
  if (!texts.some((text) => MADE_UP.test(text))) return false;
  const bare = answer.replace(/(["'])([\w-]+)\1\s*:/g, ' ').replace(TEXT, ' 0 ');
  const literals = bare.replace(AROUND, ' ').match(LITERAL)?.length ?? 0;
  return literals > 1 && /^[\s,;(){}[\]&*-]*$/.test(bare.replace(AROUND, ' ').replace(LITERAL, ' '));
}

/** The first answer that is one now, where one is gone that was none. */
export function madeUpAnswer<Answer extends { readonly text: string }>(was: readonly string[], now: readonly Answer[]): Answer | null {
  const flat = (text: string) => text.replace(/\s+/g, '');
  const before = new Set(was.map(flat));
  const after = new Set(now.map(({ text }) => flat(text)));
  // What was computed calls something, or takes something from somewhere.
  const isLost = was.some((text) => !after.has(flat(text)) && /[(.[]/.test(text) && !isMadeUpRecord(text));
  return isLost ? (now.find(({ text }) => !before.has(flat(text)) && isMadeUpRecord(text)) ?? null) : null;
}
