import { type Case, testChecker } from '../test-checker.ts';

const DEPENDABOT = '.github/dependabot.yml';
const COMPOSE = 'compose.yaml';
const MANIFEST = 'package.json';

const UPDATES = `version: 2
registries:
  own: { type: npm-registry, url: https://example.com }
updates:
  - package-ecosystem: npm
    directory: /
    registries: [own]
    schedule:
      interval: weekly
`;
const SERVICES = `services:
  web:
    image: web
    restart: on-failure:3
    ports: ['127.0.0.1:8080:80', 9000, '\${PORT}:80', { target: 80, published: '8081' }]
    depends_on: [db]
    networks: [back, default]
    volumes: ['data:/data', './a:/a', 'C:\\\\a:/a', '\${X}:/x']
    secrets: [key]
  db:
    build: .
    depends_on:
      cache: { condition: service_started, required: false }
networks: { back: {} }
volumes: { data: {} }
secrets: { key: { file: key } }
`;
const PACKAGE = JSON.stringify(
  {
    name: 'a',
    version: '1.0.0',
    type: 'module',
    bin: { a: './a.js' },
    exports: { '.': { types: './a.d.ts', default: './a.js' }, './b': null, './c': ['./c.js', 'd'] },
    imports: { '#a': 'other' },
    dependencies: { b: '^1.0.0' },
    files: ['a.js'],
  },
  null,
  1,
);

const right = (name: string, head: Case['head']): Case => ({ name, base: {}, head });

const broken = (
  name: string,
  [path, text]: readonly [string, string],
  {
    from,
    to,
    line,
    rule = 'schema-violation',
  }: { readonly from: string; readonly to: string; readonly line: number; readonly rule?: string },
): Case => ({ name, base: { [path]: text }, head: { [path]: text.replace(from, to) }, expect: { findings: [{ rule, path, line }] } });

const warned = (...[name, file, change]: Parameters<typeof broken>): Case => {
  const { expect, ...rest } = broken(name, file, change);
  return { ...rest, expect: { ...expect, verdict: 'passed' } };
};

const ofUpdates = [DEPENDABOT, UPDATES] as const;
const ofServices = [COMPOSE, SERVICES] as const;
const ofPackage = [MANIFEST, PACKAGE] as const;
const reference = 'broken-reference';

testChecker(import.meta.url, {
  clean: [
    right('settings', { [DEPENDABOT]: UPDATES, [COMPOSE]: SERVICES, [MANIFEST]: PACKAGE }),
    right('a Compose file that is laid over another', { 'compose.dev.yaml': 'services:\n  web:\n    depends_on: [db]\n' }),
    right('one beside the file that it is laid over', {
      'compose.yaml': 'services:\n  db:\n    image: a\n',
      'compose.dev.yaml': 'services:\n  web:\n    image: a\n    depends_on: [db]\n',
    }),
    right('a Compose file that takes in others', { [COMPOSE]: 'include: [a.yaml]\nservices:\n  web:\n    depends_on: [db]\n' }),
    right('networks of a file of another name', {
      [COMPOSE]: 'services:\n  web:\n    image: a\n    networks: [back]\n',
      'production.yml': 'services:\n  web:\n    image: b\nnetworks: { back: {} }\n',
    }),
    right('a network that is always there', { [COMPOSE]: 'services:\n  web:\n    image: a\n    networks: [default]\n' }),
    right('an older Compose file', { 'docker-compose.yml': 'web:\n  image: a\n  links: [db]\n' }),
    right('other settings of that name', { 'sub/dependabot.yml': 'updates: 1\n' }),
  ],
  flagged: [
    broken('a version that is none', ofUpdates, { from: 'version: 2', to: 'version: 3', line: 1 }),
    broken('an interval that is none', ofUpdates, { from: 'weekly', to: 'hourly', line: 9 }),
    broken('what people call npm', ofUpdates, { from: 'system: npm', to: 'system: yarn', line: 5 }),
    warned('an ecosystem that nobody knows', ofUpdates, { from: 'system: npm', to: 'system: zig', line: 5 }),
    broken('no directory', ofUpdates, { from: '    directory: /\n', to: '', line: 5 }),
    broken('no interval', ofUpdates, { from: 'interval: weekly', to: 'day: monday', line: 8 }),
    broken('a misspelt key', ofUpdates, { from: '    directory: /\n', to: '    directory: /\n    label: [a]\n', line: 7 }),
    warned('a key that nobody knows', ofUpdates, { from: '    directory: /\n', to: '    directory: /\n    colours: [a]\n', line: 7 }),
    broken('a misspelt ecosystem', ofUpdates, { from: 'system: npm', to: 'system: github_actions', line: 5 }),
    broken('an unknown registry', ofUpdates, { from: '[own]', to: '[owm]', line: 7, rule: reference }),
    broken('an update that is there', ofUpdates, {
      from: 'updates:\n',
      to: 'updates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: daily }\n',
      line: 9,
      rule: 'inconsistent-definition',
    }),
    broken('an unknown service', ofServices, { from: '[db]', to: '[bd]', line: 6, rule: reference }),
    broken('an unknown service with a condition', ofServices, { from: ', required: false', to: '', line: 13, rule: reference }),
    broken('a condition that is none', ofServices, { from: 'service_started', to: 'service_ready', line: 13 }),
    broken('an unknown network', ofServices, { from: '[back, d', to: '[front, d', line: 7, rule: reference }),
    broken('an unknown volume', ofServices, { from: 'data:/data', to: 'date:/data', line: 8, rule: reference }),
    broken('a volume where none is defined', [COMPOSE, 'services:\n  web:\n    image: a\n    volumes:\n      - ./a:/a\n'], {
      from: '- ./a:/a\n',
      to: '- ./a:/a\n      - data:/data\n',
      line: 6,
      rule: reference,
    }),
    broken('an unknown secret', ofServices, { from: '[key]', to: '[kye]', line: 9, rule: reference }),
    broken('a port that is out of range', ofServices, { from: '8080:80', to: '8080:80800', line: 5 }),
    broken('a way to restart that is none', ofServices, { from: 'on-failure:3', to: 'sometimes', line: 4 }),
    broken('a way to restart that is no text', ofServices, { from: 'on-failure:3', to: 'true', line: 4 }),
    broken('a misspelt key of a service', ofServices, { from: '    restart', to: '    restrat', line: 4 }),
    warned('a key of a service that nobody knows', ofServices, { from: '    restart', to: '    again', line: 4 }),
    broken('a variable that is an object', ofServices, { from: '    restart', to: '    environment:\n      - A: b\n    restart', line: 5 }),
    broken('services that wait for each other', ofServices, {
      from: 'cache: { condition: service_started, required: false }',
      to: 'web: { condition: service_started }',
      line: 6,
      rule: 'inconsistent-definition',
    }),
    broken('a dependency that is a number', ofPackage, { from: '"b": "^1.0.0"', to: '"b": 1', line: 23 }),
    broken('a kind of modules that is none', ofPackage, { from: '"module"', to: '"esm"', line: 4 }),
    broken('a version that is a number', ofPackage, { from: '"1.0.0"', to: '1', line: 3 }),
    broken('a target outside of the package', ofPackage, { from: '"./a.js"\n  },\n  "./b"', to: '"a.js"\n  },\n  "./b"', line: 11 }),
    broken('paths and conditions beside each other', ofPackage, { from: '"./b": null', to: '"b": null', line: 13 }),
    broken('a command that is none', ofPackage, { from: '"a": "./a.js"', to: '"a": true', line: 6 }),
    broken('an import without its sign', ofPackage, { from: '"#a"', to: '"a"', line: 20 }),
  ],
});
