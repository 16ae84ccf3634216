import { contradictingPins } from './contradicting-pins.ts';
import { contradictingRequests } from './contradicting-requests.ts';
import type { Dependencies } from './dependency-files.ts';
import { foreignFolders } from './go-disagreements.ts';
import { gradleVerified } from './gradle-verified.ts';
import { installScripts } from './install-scripts.ts';
import { javaRepositories } from './java-repositories.ts';
import { movedToDevelopment } from './moved-to-development.ts';
import { namedSources } from './named-sources.ts';
import { registrySettings } from './registry-settings.ts';
import type { Sighting } from './rules.ts';
import { unboundedRequests } from './unbounded-requests.ts';
import type { Trees } from './undeclared-imports.ts';
import { withdrawnCompiled } from './withdrawn-compiled.ts';
import { withdrawnPython } from './withdrawn-python.ts';
import { withdrawnTools } from './withdrawn-tools.ts';

interface Sides extends Trees {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
  readonly sources: readonly string[];
}

/** What is wrong in a manifest or in settings by itself, whatever the lockfile holds. */
export async function writtenByHand(sides: Sides): Promise<Sighting[]> {
  return [
    ...(await registrySettings(sides)),
    ...(await installScripts(sides)),
    ...(await javaRepositories(sides)),
    ...(await gradleVerified(sides)),
    ...foreignFolders(sides),
    ...namedSources(sides),
    ...contradictingRequests(sides),
    ...contradictingPins(sides),
    ...unboundedRequests(sides),
    ...(await movedToDevelopment(sides)),
    ...(await withdrawnTools(sides)),
    ...(await withdrawnPython(sides)),
    ...(await withdrawnCompiled(sides)),
  ];
}
