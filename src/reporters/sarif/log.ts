/** The part of SARIF 2.1.0 that is written here. Names and meanings are the standard's. */
export interface Log {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly Run[];
}

export type Level = 'error' | 'warning' | 'note' | 'none';

interface Text {
  readonly text: string;
}

export interface Run {
  readonly tool: { readonly driver: Component & { readonly rules: readonly Descriptor[] }; readonly extensions?: readonly Component[] };
  readonly automationDetails: { readonly id: string; readonly description: Text };
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Text }>>;
  readonly columnKind: 'utf16CodeUnits';
  readonly invocations: readonly Invocation[];
  readonly results: readonly Result[];
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Component {
  readonly name: string;
  readonly version: string;
}

export interface Descriptor {
  readonly id: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text & { readonly markdown: string };
  readonly defaultConfiguration: { readonly level: Level };
}

export interface Notification {
  readonly level: Level;
  readonly message: Text;
}

export interface Invocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications?: readonly Notification[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Result {
  readonly ruleId: string;
  readonly level: Level;
  readonly message: Text;
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
        readonly region: Region;
      };
    },
  ];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: 'new' | 'unchanged' | 'updated';
  readonly suppressions?: readonly { readonly kind: 'external'; readonly status: 'accepted'; readonly justification: string }[];
  readonly properties?: Readonly<Record<string, unknown>>;
}
