import { scanXml } from '../scan-xml.ts';

/** What a `pom.xml` asks for, as it is written: properties are not filled in. */
export interface PomRequest {
  /** Empty where the element is not there; of plugins `org.apache.maven.plugins`. */
  readonly group: string;
  readonly artifact: string;
  /** Null where something else decides: a parent, `dependencyManagement`, an imported list. */
  readonly version: string | null;
  readonly scope: string | null;
  /** A file of this machine, with the scope `system`. */
  readonly systemPath: string | null;
  readonly kind: 'dependency' | 'managed' | 'plugin' | 'managed plugin' | 'parent';
  readonly line: number;
  readonly versionLine: number;
}

export interface PomRepository {
  readonly url: string;
  readonly line: number;
}

export interface Pom {
  readonly group: string | null;
  readonly artifact: string | null;
  readonly version: string | null;
  /** Where the parent would be in the repository; null without a parent, and where it is only fetched. */
  readonly parentPath: string | null;
  readonly properties: ReadonlyMap<string, string>;
  readonly requests: readonly PomRequest[];
  /** Those that something is fetched from; not those that are published to. */
  readonly repositories: readonly PomRepository[];
}

const MAX_ELEMENTS = 100_000;
/** Maven knows those of HTML, and people write their names with them. They stand in nothing that is read here. */
const ENTITY_OF_HTML = /&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]{2,8}\d?;/g;
/** What is read here is the same in all of them. */
const ENCODING_LIKE_ASCII = /^(\s*<\?xml[^<>]*?encoding=["'])(?:iso-8859-\d+|windows-125\d|latin-?1)(["'])/i;

const DEPENDENCY: Readonly<Record<string, PomRequest['kind']>> = {
  'dependencies/dependency': 'dependency',
  'dependencyManagement/dependencies/dependency': 'managed',
  'build/plugins/plugin': 'plugin',
  'build/pluginManagement/plugins/plugin': 'managed plugin',
  'build/plugins/plugin/dependencies/dependency': 'plugin',
  'build/pluginManagement/plugins/plugin/dependencies/dependency': 'managed plugin',
  'reporting/plugins/plugin': 'plugin',
  'build/extensions/extension': 'plugin',
  parent: 'parent',
};
const REPOSITORY = /^(?:repositories\/repository|pluginRepositories\/pluginRepository)$/;

interface Open {
  /** Below `project`, and of a profile below that. */
  readonly path: string;
  readonly at: number;
  text: string;
  readonly fields: Map<string, { readonly text: string; readonly at: number }>;
}

/** Reads a `pom.xml`, or the `extensions.xml` that Maven loads before it. AdapterError where it is no plain XML. */
export function readPom(source: string): Pom {
  const plain = source
    .replace(ENTITY_OF_HTML, (whole) => ' '.repeat(whole.length))
    .replace(ENCODING_LIKE_ASCII, (_, before: string, after: string) => `${before}utf-8${after}`);
  const found = { requests: [] as PomRequest[], repositories: [] as PomRepository[], properties: new Map<string, string>() };
  const lineAt = lines(plain);
  let project: Open | null = null;
  const open: Open[] = [];
  scanXml(
    plain,
    {
      open(name, _, at) {
        const above = open.at(-1);
        const own = above === undefined ? (name === 'extensions' ? 'build/extensions' : '') : below(above.path, name);
        open.push({ path: own, at, text: '', fields: new Map() });
      },
      text(said) {
        const inner = open.at(-1);
        if (inner !== undefined) inner.text += said;
      },
      close(name) {
        const one = open.pop();
        const above = open.at(-1);
        if (one === undefined) return;
        if (above === undefined) project = one;
        above?.fields.set(name, { text: one.text.trim(), at: one.at });
        // The last one counts; one of a profile only where nothing else says it.
        const isOfProfile = open[1]?.path === 'profiles';
        if (above?.path === 'properties' && !(isOfProfile && found.properties.has(name))) found.properties.set(name, one.text.trim());
        const url = REPOSITORY.test(one.path) ? one.fields.get('url') : undefined;
        if (url !== undefined) found.repositories.push({ url: url.text, line: lineAt(url.at) });
        const kind = Object.hasOwn(DEPENDENCY, one.path) ? DEPENDENCY[one.path] : undefined;
        if (kind !== undefined) found.requests.push(requestOf(one, kind, lineAt));
      },
    },
    { maxElements: MAX_ELEMENTS, mayHaveInstructions: true },
  );
  const fields: Open['fields'] = (project as Open | null)?.fields ?? new Map();
  const parent = found.requests.find(({ kind }) => kind === 'parent');
  const textOf = (name: string) => fields.get(name)?.text || null;
  return {
    group: textOf('groupId') ?? parent?.group ?? null,
    artifact: textOf('artifactId'),
    version: textOf('version') ?? parent?.version ?? null,
    parentPath: parent === undefined ? null : parentPathIn(plain),
    ...found,
  };
}

/** Profiles say what the project says, for some who build it. */
function below(path: string, name: string): string {
  if (path === '' && name === 'profiles') return 'profiles';
  if (path === 'profiles' && name === 'profile') return '';
  return path === '' ? name : `${path}/${name}`;
}

function requestOf({ fields, at }: Open, kind: PomRequest['kind'], lineAt: (at: number) => number): PomRequest {
  const isPlugin = kind.endsWith('plugin');
  const version = fields.get('version');
  return {
    group: fields.get('groupId')?.text ?? (isPlugin ? 'org.apache.maven.plugins' : ''),
    artifact: fields.get('artifactId')?.text ?? '',
    version: version?.text || null,
    scope: fields.get('scope')?.text || null,
    systemPath: fields.get('systemPath')?.text || null,
    kind,
    line: lineAt(fields.get('artifactId')?.at ?? at),
    versionLine: lineAt(version?.at ?? at),
  };
}

/** An empty one says that the parent is fetched. */
function parentPathIn(source: string): string | null {
  const said = /<relativePath\s*(?:\/>|>\s*([^<]*?)\s*<\/relativePath>)/.exec(/<parent>[\s\S]*?<\/parent>/.exec(source)?.[0] ?? '');
  return said === null ? '../pom.xml' : said[1] || null;
}

function lines(text: string): (at: number) => number {
  let [seen, line] = [0, 1];
  return (at) => {
    if (at < seen) [seen, line] = [0, 1];
    for (let next = text.indexOf('\n', seen); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
      line += 1;
      seen = next + 1;
    }
    return line;
  };
}
