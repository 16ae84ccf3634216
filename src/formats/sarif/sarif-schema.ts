import { z } from 'zod';

/**
 * The part of SARIF 2.1.0 that is read. Tools add keys of their own, so unknown ones are let through; what is read must be what it should
 * be. Null is not absent: a report that says it is broken.
 */

const index = z.int().min(-1).exactOptional();
const message = z.object({
  text: z.string().exactOptional(),
  id: z.string().exactOptional(),
  arguments: z.array(z.string()).exactOptional(),
});

const artifactLocation = z.object({ uri: z.string().exactOptional(), uriBaseId: z.string().exactOptional(), index });
/** From 1; a 0 is how some say that they do not know. */
const place = z.int().min(0).exactOptional();
const region = z.object({ startLine: place, startColumn: place, endLine: place, endColumn: place });

const location = z.object({
  physicalLocation: z.object({ artifactLocation: artifactLocation.exactOptional(), region: region.exactOptional() }).exactOptional(),
});

const level = z.enum(['none', 'note', 'warning', 'error']);

const result = z.object({
  ruleId: z.string().exactOptional(),
  ruleIndex: index,
  rule: z
    .object({
      id: z.string().exactOptional(),
      index,
      toolComponent: z.object({ index }).exactOptional(),
    })
    .exactOptional(),
  kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']).exactOptional(),
  level: level.exactOptional(),
  message,
  locations: z.array(location).exactOptional(),
});

const rule = z.object({
  id: z.string(),
  messageStrings: z.record(z.string(), z.object({ text: z.string() })).exactOptional(),
  defaultConfiguration: z.object({ level: level.exactOptional() }).exactOptional(),
});

const component = z.object({
  name: z.string(),
  version: z.string().exactOptional(),
  semanticVersion: z.string().exactOptional(),
  rules: z.array(rule).exactOptional(),
});

const notification = z.object({ level: level.exactOptional(), message, locations: z.array(location).exactOptional() });

const run = z.object({
  tool: z.object({ driver: component, extensions: z.array(component).exactOptional() }),
  /** Absent or null: the tool did not get to looking. */
  results: z.array(result),
  artifacts: z.array(z.object({ location: artifactLocation.exactOptional() })).exactOptional(),
  originalUriBaseIds: z.record(z.string(), artifactLocation).exactOptional(),
  invocations: z
    .array(
      z.object({
        executionSuccessful: z.boolean(),
        toolExecutionNotifications: z.array(notification).exactOptional(),
        toolConfigurationNotifications: z.array(notification).exactOptional(),
      }),
    )
    .exactOptional(),
});

export const sarifSchema = z.object({ version: z.literal('2.1.0'), runs: z.array(run).min(1) });

export type SarifRun = z.output<typeof run>;
export type SarifResult = z.output<typeof result>;
export type SarifArtifactLocation = z.output<typeof artifactLocation>;
export type SarifLocation = z.output<typeof location>;
export type SarifRule = z.output<typeof rule>;
export type SarifMessage = z.output<typeof message>;
