/** What stands in a build of Gradle in plain words; it is a program, and what it works out is not seen. */
export interface GradleBuild {
  readonly requests: readonly GradleRequest[];
  /** Those that something is fetched from; not those that are published to. */
  readonly repositories: readonly { readonly url: string; readonly line: number }[];
  /** Texts that it gives a name, by that name. */
  readonly names: ReadonlyMap<string, string>;
  /** It decides versions in another way than by asking for them. */
  readonly hasRules: boolean;
}

export interface GradleRequest {
  readonly configuration: string;
  /** `group:artifact`, of a plugin `id:id.gradle.plugin`; of the accessor of a catalog (`libs.some.name`) that accessor. */
  readonly name: string;
  /** As it is written; null where something else decides. */
  readonly version: string | null;
  readonly isAccessor: boolean;
  readonly line: number;
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|[{}\n;]/g;
const COORDINATES = /^([\w.-]+:[\w.-]+)(?::([^:@]*))?(?::[\w.-]+)?(?:@\w+)?$/;
const ACCESSOR = /\blibs((?:\.[A-Za-z]\w*)+)/;
const RULES =
  /\b(?:resolutionStrategy(?!\s*[.{]\s*activateDependencyLocking)|enforcedPlatform|dependencyManagement|dependency-management|dependencySubstitution|componentMetadata)\b/;
const IN_MAP = {
  group: /\bgroup\s*[:=]\s*["']([\w.-]+)["']/,
  name: /\bname\s*[:=]\s*["']([\w.-]+)["']/,
  version: /\bversion\s*[:=]\s*["']([^"']*)["']/,
};

/** Reads `build.gradle`, `settings.gradle` and their Kotlin forms. */
export function readGradleBuild(source: string): GradleBuild {
  const requests: GradleRequest[] = [];
  const repositories: GradleBuild['repositories'][number][] = [];
  const names = new Map<string, string>();
  for (const { words, texts, blocks, line } of statementsIn(source)) {
    const inside = (name: string) => blocks.includes(name);
    const [, own, assigned] =
      /(?:^|\b(?:def|val|set|extra|ext)\b[\s("'.[]*)([\w.]+)["')\]]*\s*(?::\s*String\s*)?[=,]\s*["']([^"']*)["']/.exec(words) ?? [];
    if (own !== undefined && assigned !== undefined) names.set(own.replace(/^ext\./, ''), assigned);
    if (inside('repositories') && !inside('publishing') && !inside('uploadArchives')) {
      const url = /\b(?:url|uri|setUrl|maven|ivy)\b/.test(words) ? texts.find((text) => /^[a-z]+:\/\//i.test(text)) : undefined;
      if (url !== undefined) repositories.push({ url, line });
    } else if (inside('plugins')) {
      const [, id, version] = /\bid\b[\s(]*["']([\w.-]+)["']\)?\s*(?:\.?version\b[\s(]*["']([^"']+)["'])?/.exec(words) ?? [];
      if (id !== undefined && version !== undefined)
        requests.push({ configuration: 'plugin', name: `${id}:${id}.gradle.plugin`, version, isAccessor: false, line });
    } else if (inside('dependencies')) requests.push(...requestsOf({ words, texts, line }));
  }
  return { requests, repositories, names, hasRules: RULES.test(source) };
}

function requestsOf({ words, texts, line }: Pick<Statement, 'words' | 'texts' | 'line'>): GradleRequest[] {
  const isPlatform = /\b(?:platform|enforcedPlatform)\b/.test(words);
  const configuration = isPlatform ? 'platform' : (/^["']?(\w+)/.exec(words)?.[1] ?? '');
  if (configuration === 'exclude') return [];
  const group = IN_MAP.group.exec(words)?.[1];
  const name = IN_MAP.name.exec(words)?.[1];
  if (group !== undefined && name !== undefined)
    return [{ configuration, name: `${group}:${name}`, version: IN_MAP.version.exec(words)?.[1] ?? null, isAccessor: false, line }];
  const accessor = ACCESSOR.exec(words)?.[1];
  if (accessor !== undefined && !/^\.(?:bundles|versions)\b/.test(accessor))
    return [{ configuration, name: accessor.slice(1).replace(/\.get$/, ''), version: null, isAccessor: true, line }];
  return texts.flatMap((text) => {
    const [, coordinates, version] = COORDINATES.exec(text) ?? [];
    return coordinates === undefined ? [] : [{ configuration, name: coordinates, version: version ?? null, isAccessor: false, line }];
  });
}

interface Statement {
  /** Without comments. */
  readonly words: string;
  /** The texts in it, without their quotes. */
  readonly texts: readonly string[];
  /** Words that the blocks around it begin with, from outside. */
  readonly blocks: readonly string[];
  readonly line: number;
}

function statementsIn(source: string): Statement[] {
  const found: Statement[] = [];
  const blocks: string[] = [];
  let [words, line, from, last] = ['', 1, 0, ''];
  let texts: string[] = [];
  const end = () => {
    const trimmed = words.trim();
    if (trimmed !== '') found.push({ words: trimmed, texts, blocks: [...blocks], line });
    words = '';
    texts = [];
    return trimmed;
  };
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    const between = source.slice(from, index);
    words += between;
    last = between.trimEnd().at(-1) ?? last;
    from = index + token.length;
    if (/^(?:\/\/|\/\*)/.test(token)) words += ' ';
    else if (token === '\n' || token === ';') {
      // What goes on over the end of a line, in parentheses or after a comma, is one statement.
      if (token === ';' || (last !== '(' && last !== ',')) end();
      else words += ' ';
    } else if (token === '{') blocks.push(/^["']?(\w+)/.exec(end())?.[1] ?? '');
    else if (token === '}') {
      end();
      blocks.pop();
    } else {
      words += token;
      last = '"';
      texts.push(token.replace(/^(?:"""|'''|["'])|(?:"""|'''|["'])$/g, ''));
    }
    line += token.split('\n').length - 1;
  }
  words += source.slice(from);
  end();
  return found;
}
