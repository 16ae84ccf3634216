import type { Skip } from '../test-options.ts';

/** What Go sets by itself, on one machine or another. */
const OF_THE_MACHINE =
  /^(aix|android|darwin|dragonfly|freebsd|illumos|ios|js|linux|netbsd|openbsd|plan9|solaris|wasip1|windows|unix|386|amd64|arm|arm64|loong64|mips(64)?(le)?|ppc64(le)?|riscv64|s390x|wasm|cgo|gc|gccgo|purego|race|msan|asan|boringcrypto|goexperiment\..*)$/;

type Answer = boolean | 'unknown';

/** Is a Go file left out where nobody names a tag? `//go:build integration` */
export function skipByConstraint(text: string): Skip {
  const [, expression] = /^\/\/go:build[ \t]+(.+)$/m.exec(text.split(/^package\b/m, 1)[0] ?? '') ?? [];
  if (expression === undefined) return 'no';
  const answer = either(expression.match(/[\w.]+|&&|\|\||[!()]/g) ?? []);
  return answer === 'unknown' ? 'conditional' : answer ? 'no' : 'yes';
}

/** Takes what it reads from the tokens' front. */
function either(tokens: string[]): Answer {
  let answer = both(tokens);
  while (tokens[0] === '||') {
    tokens.shift();
    const other = both(tokens);
    answer = answer === true || other === true ? true : answer === 'unknown' || other === 'unknown' ? 'unknown' : false;
  }
  return answer;
}

function both(tokens: string[]): Answer {
  let answer = single(tokens);
  while (tokens[0] === '&&') {
    tokens.shift();
    const other = single(tokens);
    answer = answer === false || other === false ? false : answer === 'unknown' || other === 'unknown' ? 'unknown' : true;
  }
  return answer;
}

/** What is deeper than anybody writes is not read. */
const MAX_TOKENS = 200;

function single(tokens: string[]): Answer {
  const token = tokens.length > MAX_TOKENS ? undefined : tokens.shift();
  if (token === undefined) return 'unknown';
  if (token === '!') {
    const answer = single(tokens);
    return answer === 'unknown' ? 'unknown' : !answer;
  }
  if (token === '(') {
    const answer = either(tokens);
    if (tokens[0] === ')') tokens.shift();
    return answer;
  }
  // A release of Go holds for the newer ones too.
  if (/^go1(\.\d+)?$/.test(token)) return true;
  return OF_THE_MACHINE.test(token) ? 'unknown' : false;
}
