import { expect, test } from 'vitest';
import { found, observed } from '../../../test/rig/dependency-findings.ts';
import type { Files } from '../../../test/rig/repository.ts';

const DEPENDENCY = (name: string, version: string | null, more = '') => {
  const [group, artifact] = name.split(':');
  return `    <dependency>\n      <groupId>${group}</groupId>\n      <artifactId>${artifact}</artifactId>\n${version === null ? '' : `      <version>${version}</version>\n`}${more}    </dependency>\n`;
};
const POM = (dependencies: string, more = '') =>
  `<?xml version="1.0" encoding="ISO-8859-1"?>\n<project>\n  <groupId>a.b</groupId>\n  <artifactId>app</artifactId>\n  <version>1</version>\n${more}  <dependencies>\n${dependencies}  </dependencies>\n</project>\n`;
const REPOSITORY = (url: string) =>
  `  <repositories>\n    <repository>\n      <id>r</id>\n      <url>${url}</url>\n    </repository>\n  </repositories>\n`;
const GUAVA = DEPENDENCY('com.google.guava:guava', '33.0.0-jre');
const MAVEN: Files = { 'pom.xml': POM(GUAVA) };
const pom = (dependencies: string, more = ''): Files => ({ 'pom.xml': POM(`${GUAVA}${dependencies}`, more) });

const BUILD = (dependencies: string, more = '') =>
  `plugins {\n  id 'java' // no version\n}\n${more}repositories {\n  mavenCentral()\n}\ndependencies {\n  implementation 'com.google.guava:guava:33.0.0-jre'\n${dependencies}}\n`;
const GRADLE: Files = { 'build.gradle': BUILD('') };
const build = (dependencies: string, more = ''): Files => ({ 'build.gradle': BUILD(dependencies, more) });
const CATALOG = (guava: string, more = '') =>
  `[versions]\nguava = "${guava}"\n\n[libraries]\nguava = { module = "com.google.guava:guava", version.ref = "guava" }\n${more}`;
const LOCK = (version: string, more = '') =>
  `# one\ncom.google.guava:guava:${version}=compileClasspath,runtimeClasspath\n${more}empty=annotationProcessor\n`;
const LOCKED: Files = { ...GRADLE, 'gradle.lockfile': LOCK('33.0.0-jre') };
const BY_CATALOG: Files = {
  'app/build.gradle.kts': 'dependencies {\n  implementation(libs.guava)\n}\n',
  'gradle/libs.versions.toml': CATALOG('33.0.0-jre'),
  'app/gradle.lockfile': LOCK('33.0.0-jre'),
};
const WRAPPER = (url: string, more = 'distributionSha256Sum=aa\n') => ({
  'build.gradle': '',
  'gradle/wrapper/gradle-wrapper.properties': `distributionUrl=${url}\n${more}`,
});
const GRADLE_AT = 'https\\://services.gradle.org/distributions/gradle-9.0-bin.zip';
const VERIFIED = (hashes: string, settings = '<verify-metadata>true</verify-metadata>') => ({
  'build.gradle': '',
  'gradle/verification-metadata.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<verification-metadata>\n<configuration>${settings}</configuration>\n<components>\n<component group="g" name="a" version="1">\n<artifact name="a-1.jar">\n${hashes}</artifact>\n</component>\n</components>\n</verification-metadata>\n`,
});
const SHA = (value: string) => `<sha256 value="${value}"/>\n`;

/** Each: base, change, what has to be said. */
const CASES: readonly (readonly [string, Files, Files, readonly string[]])[] = [
  ['nothing of a plain version', MAVEN, pom(DEPENDENCY('x.y:z', '1.2')), []],
  ['nothing of a version that something else decides', MAVEN, pom(DEPENDENCY('x.y:z', null)), []],
  ['the latest of Maven', MAVEN, pom(DEPENDENCY('x.y:z', 'LATEST')), ['version-unbounded: error pom.xml:15']],
  [
    'a release, in a property',
    MAVEN,
    pom(DEPENDENCY('x.y:z', '${z}'), '  <properties><z>RELEASE</z></properties>\n'),
    ['version-unbounded: error pom.xml:16'],
  ],
  ['a range without an end', MAVEN, pom(DEPENDENCY('x.y:z', '[1.0,)')), ['version-unbounded: error pom.xml:15']],
  ['a range', MAVEN, pom(DEPENDENCY('x.y:z', '[1.0,2.0)')), ['version-unbounded: warning pom.xml:15']],
  ['a snapshot', MAVEN, pom(DEPENDENCY('x.y:z', '2-SNAPSHOT')), ['version-unbounded: warning pom.xml:15']],
  ['nothing of a snapshot of its own', MAVEN, pom(DEPENDENCY('a.b:app', '2-SNAPSHOT')), []],
  [
    'what a property of a parent decides',
    {
      ...pom('', '  <properties><z>1</z></properties>\n'),
      'm/pom.xml': POM(DEPENDENCY('x.y:z', '${z}'), '<parent><groupId>a.b</groupId><artifactId>app</artifactId></parent>\n'),
    },
    pom('', '  <properties><z>LATEST</z></properties>\n'),
    ['version-unbounded: error m/pom.xml:11'],
  ],
  ['an older version', MAVEN, { 'pom.xml': POM(GUAVA.replace('33', '32')) }, ['version-downgraded: warning pom.xml:10']],
  [
    'a group under another domain',
    MAVEN,
    pom(DEPENDENCY('org.fasterxml.jackson.core:jackson-databind', '2.1')),
    ['name-near-popular: error pom.xml:14'],
  ],
  [
    'a group that is a letter away',
    MAVEN,
    pom(DEPENDENCY('org.apache.common:commons-lang3', '3')),
    ['name-near-popular: error pom.xml:14'],
  ],
  [
    'a file of this machine',
    MAVEN,
    pom(DEPENDENCY('x.y:z', '1', '      <systemPath>/opt/z.jar</systemPath>\n')),
    ['source-not-registry: error pom.xml:14'],
  ],
  [
    'nothing of a file of the repository',
    { ...MAVEN, 'lib/z.jar': '' },
    pom(DEPENDENCY('x.y:z', '1', '      <systemPath>${project.basedir}/lib/z.jar</systemPath>\n')),
    [],
  ],
  ['another repository', MAVEN, pom('', REPOSITORY('https://evil.example/m2')), ['source-not-registry: error pom.xml:9']],
  [
    'a repository for plugins in a profile',
    MAVEN,
    pom(
      '',
      `<profiles><profile><pluginRepositories><pluginRepository><url>https://evil.example/m2</url></pluginRepository></pluginRepositories></profile></profiles>\n`,
    ),
    ['source-not-registry: error pom.xml:6'],
  ],
  [
    'a repository that nobody encrypts',
    MAVEN,
    pom('', REPOSITORY('http://repo1.maven.org/maven2')),
    ['source-unencrypted: error pom.xml:9'],
  ],
  [
    'nothing of where it is published',
    MAVEN,
    pom('', '<distributionManagement><repository><url>https://ours.example</url></repository></distributionManagement>\n'),
    [],
  ],
  [
    'entities',
    MAVEN,
    { 'pom.xml': `<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<project>&b;</project>` },
    ['manifest-unreadable: error pom.xml:1'],
  ],
  ['a manifest that is cut off', MAVEN, { 'pom.xml': '<project>' }, ['manifest-unreadable: error pom.xml:1']],
  [
    'more mildly, a broken manifest that only tests look at',
    MAVEN,
    { 'src/test/resources/a/pom.xml': '<project>' },
    ['manifest-unreadable: warning src/test/resources/a/pom.xml:1'],
  ],
  ['nothing of umlauts and instructions', MAVEN, pom('<?editor fold?>', '<developers>J&ouml;rg</developers>\n'), []],
  [
    'an extension of Maven itself',
    MAVEN,
    {
      '.mvn/extensions.xml':
        '<extensions><extension><groupId>x</groupId><artifactId>y</artifactId><version>LATEST</version></extension></extensions>\n',
    },
    ['version-unbounded: error .mvn/extensions.xml:1'],
  ],
  ['nothing of a plain version of Gradle', GRADLE, build("  api 'x.y:z:1.2'\n"), []],
  ['any version of Gradle', GRADLE, build("  api 'x.y:z:+'\n"), ['version-unbounded: error build.gradle:9']],
  [
    'the latest of Gradle, as a map',
    GRADLE,
    build("  api group: 'x.y', name: 'z', version: 'latest.release'\n"),
    ['version-unbounded: error build.gradle:9'],
  ],
  ['any patch', GRADLE, build("  api 'x.y:z:1.2.+'\n"), ['version-unbounded: warning build.gradle:9']],
  ['any version of a plugin', GRADLE, build('', "plugins { id 'x.y' version '+' }\n"), ['version-unbounded: error build.gradle:4']],
  [
    'a repository of Gradle',
    GRADLE,
    build('', "repositories {\n  maven {\n    url = uri('https://evil.example/m2')\n  }\n}\n"),
    ['source-not-registry: error build.gradle:6'],
  ],
  [
    'a repository in one call',
    GRADLE,
    build('', 'repositories { maven("http://repo1.maven.org/maven2") }\n'),
    ['source-unencrypted: error build.gradle:4'],
  ],
  ['nothing of what only a comment says', GRADLE, build("  // api 'x.y:z:+'\n  /* api 'x.y:z:+' */\n"), []],
  [
    'nothing of where Gradle publishes',
    GRADLE,
    build(
      '',
      "publishing {\n  repositories { maven { url 'https://ours.example' } }\n  publications { m { pom { url = 'https://a.example' } } }\n}\n",
    ),
    [],
  ],
  [
    'any version in a catalog',
    BY_CATALOG,
    { 'gradle/libs.versions.toml': CATALOG('33.0.0-jre', 'z = "x.y:z:+"\n') },
    ['version-unbounded: error gradle/libs.versions.toml:6'],
  ],
  [
    'a catalog that nobody can read',
    BY_CATALOG,
    { 'gradle/libs.versions.toml': '[versions' },
    ['manifest-unreadable: error gradle/libs.versions.toml:1'],
  ],
  [
    'what the lockfile of Gradle does not hold',
    LOCKED,
    build("  implementation 'x.y:z:1'\n"),
    ['lockfile-disagrees: error build.gradle:9'],
  ],
  ['nothing of what Gradle does not lock', LOCKED, build("  testImplementation 'x.y:z:1'\n"), []],
  ['nothing of what a platform decides', LOCKED, build("  implementation platform('x.y:z:1')\n"), []],
  [
    'a lockfile that holds an older version',
    LOCKED,
    { 'build.gradle': BUILD('').replace('33', '34') },
    ['lockfile-disagrees: error build.gradle:8'],
  ],
  [
    'a catalog whose lockfile stays behind',
    BY_CATALOG,
    { 'gradle/libs.versions.toml': CATALOG('34.0.0-jre') },
    ['lockfile-disagrees: error app/build.gradle.kts:2'],
  ],
  ['nothing of both', BY_CATALOG, { 'gradle/libs.versions.toml': CATALOG('34.0.0-jre'), 'app/gradle.lockfile': LOCK('34.0.0-jre') }, []],
  [
    'nothing of a floating version that is locked',
    LOCKED,
    { ...build("  implementation 'x.y:z:+'\n"), 'gradle.lockfile': LOCK('33.0.0-jre', 'x.y:z:1=runtimeClasspath\n') },
    [],
  ],
  [
    'a lockfile that no longer locks what is delivered',
    LOCKED,
    { 'gradle.lockfile': LOCK('33.0.0-jre').replace('compileClasspath,runtimeClasspath', 'testRuntimeClasspath') },
    ['lockfile-disagrees: error gradle.lockfile:2'],
  ],
  ['a lockfile of Gradle that is gone', LOCKED, { 'gradle.lockfile': null }, ['lockfile-deleted: error gradle.lockfile:']],
  [
    'a broken lockfile of what builds',
    LOCKED,
    { 'buildscript-gradle.lockfile': 'what\n' },
    ['lockfile-unreadable: error buildscript-gradle.lockfile:1'],
  ],
  [
    'a near name in a lockfile',
    LOCKED,
    { 'gradle.lockfile': LOCK('33.0.0-jre', 'com.google.guave:guava:1=runtimeClasspath\n') },
    ['name-near-popular: warning gradle.lockfile:3'],
  ],
  [
    'a build tool of somebody else',
    WRAPPER(GRADLE_AT),
    WRAPPER('https\\://evil.example/gradle.zip'),
    ['source-not-registry: error gradle/wrapper/gradle-wrapper.properties:1'],
  ],
  [
    'a build tool that nobody encrypts',
    WRAPPER(GRADLE_AT),
    WRAPPER('http\\://services.gradle.org/gradle.zip'),
    ['source-unencrypted: error gradle/wrapper/gradle-wrapper.properties:1'],
  ],
  [
    'a build tool without its hash',
    WRAPPER(GRADLE_AT),
    WRAPPER(GRADLE_AT, ''),
    ['integrity-missing: error gradle/wrapper/gradle-wrapper.properties:1'],
  ],
  [
    'another hash in the verification',
    VERIFIED(SHA('aa')),
    VERIFIED(SHA('bb')),
    ['integrity-changed: error gradle/verification-metadata.xml:7'],
  ],
  [
    'a second hash in the verification',
    VERIFIED(SHA('aa')),
    VERIFIED('<sha256 value="aa"><also-trust value="bb"/></sha256>\n'),
    ['integrity-changed: error gradle/verification-metadata.xml:7'],
  ],
  [
    'a weak hash alone',
    VERIFIED(SHA('aa')),
    VERIFIED('<md5 value="cc"/>\n'),
    ['integrity-missing: error gradle/verification-metadata.xml:7'],
  ],
  [
    'no verification',
    VERIFIED(SHA('aa')),
    VERIFIED(SHA('aa'), '<verify-metadata>false</verify-metadata>'),
    ['integrity-missing: error gradle/verification-metadata.xml:1'],
  ],
  [
    'trust in everything',
    VERIFIED(SHA('aa')),
    VERIFIED(SHA('aa'), '<trusted-artifacts><trust group=".*" regex="true"/></trusted-artifacts>'),
    ['integrity-missing: error gradle/verification-metadata.xml:3'],
  ],
  [
    'trust in sources',
    VERIFIED(SHA('aa')),
    VERIFIED(SHA('aa'), '<trusted-artifacts><trust file=".*-sources[.]jar" regex="true"/></trusted-artifacts>'),
    ['integrity-missing: warning gradle/verification-metadata.xml:3'],
  ],
  [
    'a verification that is gone',
    VERIFIED(SHA('aa')),
    { 'gradle/verification-metadata.xml': null },
    ['lockfile-deleted: error gradle/verification-metadata.xml:'],
  ],
  [
    'a verification that nobody can read',
    VERIFIED(SHA('aa')),
    { 'gradle/verification-metadata.xml': '<a' },
    ['lockfile-unreadable: error gradle/verification-metadata.xml:1'],
  ],
];

test.for(CASES)('%s', async ([, base, changed, expected]) => {
  expect(await found(base, changed)).toEqual(expected);
});

test('a new dependency of a manifest has its page', async () => {
  const said = await observed(MAVEN, pom(DEPENDENCY('x.y:z', '1.2', '      <scope>test</scope>\n')));
  expect(said.map(({ line, message }) => `${line} ${message}`)).toEqual([
    'new-dependency: note pom.xml:14 New: x.y:z (maven): a manifest asks for it (test); version 1.2; licence unknown: nothing of the repository says it; no hash; age, size and maintainers unknown',
  ]);
});

test('where there is a policy of licences, it says that none is known', async () => {
  const allow = ['MIT'];
  const change = pom(DEPENDENCY('x.y:z', '1.2'));
  expect(await found(MAVEN, change, { licences: { allow } })).toEqual(['licence-unknown: error pom.xml:14']);
  expect(await found(MAVEN, change, { licences: { allow, known: { 'x.y:z': 'GPL-3.0-only' } } })).toEqual([
    'licence-not-allowed: error pom.xml:14',
  ]);
  expect(await found(MAVEN, change, { licences: { allow, known: { 'x.y:z': 'MIT' } } })).toEqual([]);
});

test('properties that name each other do not grow without end', async () => {
  const grows = Array.from({ length: 40 }, (_, at) => `<p${at}>\${p${at + 1}}\${p${at + 1}}</p${at}>`).join('');
  const change = pom(DEPENDENCY('x.y:z', '${p0}'), `  <properties>${grows}<a>\${b}</a><b>\${a}</b></properties>\n`);
  expect(await found(MAVEN, change)).toEqual([]);
});
