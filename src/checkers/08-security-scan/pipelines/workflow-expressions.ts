/** What somebody from outside writes: titles, texts, names of branches, addresses. */
const OTHERS =
  /\bgithub\.(head_ref\b|event\.(?:[\w.*[\]'-]*\.)?(?:title|body|message|head_branch|head_ref|ref|label|page_name|default_branch|email|display_title)\b)|\bgithub\.event\.(?:[\w.]*\.)?(?:author|head_commit\.author|commits[\w.*[\]]*author)\.name\b/i;
/** All of an event, or a part of it that holds a text of theirs. JSON quotes for JSON, not for a shell. */
const WHOLE_EVENT =
  /\btoJSON\(\s{0,9}github(?:\.event(?:\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|workflow_run))?)?\s{0,9}\)/i;
/** Names that only somebody with rights gives. */
const OWN =
  /\bgithub\.event\.(ref|release\.[\w.]+|repository\.[\w.]+|inputs\.[\w.-]+|label\.name|pull_request\.base\.[\w.]+|pull_request\.milestone\.[\w.]+)\b/gi;

/** What stands in `${{ … }}`; braces in a text of it do not end it. */
const EXPRESSION = /\$\{\{((?:'[^']*'|[^'}]|\}(?!\}))*)(?:\}\}|$)/g;

export function expressionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(EXPRESSION)].map(([, inner = '']) => inner.trim()))];
}

/** Expressions whose text others write. */
export function untrustedIn(text: string): string[] {
  return expressionsIn(text).filter((inner) => {
    const dotted = dottedIn(inner);
    return (OTHERS.test(dotted.replace(OWN, '')) || WHOLE_EVENT.test(dotted)) && !isAnswer(inner);
  });
}

/** Does an expression put the value of a variable there? */
export function putsVariable(inner: string, name: string): boolean {
  return new RegExp(`\\benv\\.${RegExp.escape(name)}(?![\\w-])`, 'i').test(dottedIn(inner)) && !isAnswer(inner);
}

/** `a['b'] . c` as `a.b.c`. */
function dottedIn(inner: string): string {
  return inner.replace(/\s{0,99}\[\s{0,9}'([\w-]{1,60})'\s{0,9}\]/g, '.$1').replace(/\s{0,99}\.\s{0,99}/g, '.');
}

/** `contains(…)`, `a == 'b'`, `hashFiles`: what comes out is no text of theirs; but for `toJSON`, which quotes for JSON alone. */
function isAnswer(inner: string): boolean {
  const plain = inner.replace(/'[^']*'/g, "''");
  return (/^(contains|startsWith|endsWith|hashFiles)\(/i.test(plain) || /[!=]=|[<>]/.test(plain)) && !/&&|\|\|/.test(plain);
}
