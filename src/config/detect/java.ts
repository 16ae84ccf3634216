import type { Ecosystem } from './ecosystem.ts';

export const java: Ecosystem = {
  name: 'Java',
  languages: ['java'],
  manifests: ['pom.xml', 'build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'],
  extensions: ['.java'],
  async commands(tree) {
    const has = (path: string) => tree.paths.includes(path);
    const both = has('pom.xml') && (has('build.gradle') || has('build.gradle.kts'));
    const notes = both ? ['Maven and Gradle at the root: Maven is used'] : [];
    if (has('pom.xml')) {
      const maven = has('mvnw') ? './mvnw' : 'mvn';
      return { commands: { build: `${maven} -q -B -DskipTests verify`, test: `${maven} -q -B verify` }, notes };
    }
    const gradle = has('gradlew') ? './gradlew' : 'gradle';
    return { commands: { build: `${gradle} --console=plain assemble`, test: `${gradle} --console=plain test` }, notes };
  },
};
