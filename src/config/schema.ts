import { z } from 'zod';
import { SANDBOX_LEVELS } from '../domain/sandbox-level.ts';

/** The one source of the config's shape: its type, its validation, its JSON Schema and its reference come from here. */

const command = z.string().min(1);
const relativeGlob = z.string().min(1);
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const commands = z
  .strictObject({
    install: command.exactOptional().describe('Installs the dependencies; default: what the lockfile asks for, with install scripts off.'),
    prepare: command.exactOptional().describe('Runs after the installation, before the build (code generation, for example).'),
    build: command.exactOptional().describe('Builds and type-checks the project.'),
    test: command.exactOptional().describe('Runs the tests.'),
    lint: command.exactOptional().describe('Runs the linter; default: the tool whose configuration is found.'),
    start: command.exactOptional().describe('Starts the service; it must listen on the port in PORT.'),
  })
  .describe('Shell commands, run at the root of a clean checkout. They are read from the base commit, never from the change.');

/** What signs is never handed on, not even by a slip. */
const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/)
  .refine((name) => name !== 'JIDOKA_SIGNING_KEY', { error: 'another name than JIDOKA_SIGNING_KEY, which no command may see' });

/** What an agent that is a program may take and reach. */
const agentProgram = {
  env: z
    .array(variableName)
    .default([])
    .describe("Names of the caller's environment that only the agent sees: its key, its model's address. Tests and releases do not."),
  network: z
    .array(z.string().regex(/^(\*\.)?(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i, 'expected host or host:port'))
    .default([])
    .describe('What the agent may reach, as `host:port`; without a port 443. Sandbox level `process` cannot hold it to that.'),
  timeoutMinutes: z.number().positive().default(20).describe('Wall clock bound of one turn.'),
  silenceMinutes: z.number().positive().default(10).describe('How long it may print nothing.'),
};

const service = z
  .strictObject({
    command: command.describe('Starts it, and stays in the foreground. Run at the root of the copy that the tests run in.'),
    ready: z
      .strictObject({
        port: z.int().min(1).max(65_535).exactOptional().describe('It listens on this port of loopback.'),
        http: z
          .string()
          .regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/)
          .exactOptional()
          .describe('A request to this URL on loopback is answered with a status from 200 to 399.'),
        log: z.string().min(1).exactOptional().describe('It has printed this text.'),
      })
      .refine((ready) => Object.keys(ready).length > 0, 'at least one of port, http and log')
      .describe('What tells that it is ready: all that is named must hold.'),
    timeoutSeconds: z.number().positive().max(600).default(60).describe('When it is not ready by then, the tests have no answer.'),
  })
  .describe('A program that the tests need.');

/** A path below the root of a checkout, as git writes it. */
const pathInside = z
  .string()
  .min(1)
  .refine((path) => !path.split(/[/\\]/).some((part) => ['', '.', '..'].includes(part) || part.toLowerCase() === '.git'), {
    error: 'expected a path inside the repository, such as out/report.sarif',
  });

const exitCodes = z.array(z.int().min(0).max(255)).min(1);

const KNOWN = ['semgrep', 'opengrep', 'gitleaks', 'betterleaks', 'trivy', 'zizmor', 'hadolint', 'shellcheck', 'actionlint'] as const;

/** Those of them that find nothing without rules of the repository. */
const RULED: ReadonlySet<string> = new Set(['semgrep', 'opengrep']);

const tool = z
  .strictObject({
    uses: z
      .enum(KNOWN)
      .exactOptional()
      .describe(
        'A program that Jidoka knows how to ask, found on the PATH. It is named instead of `command`, `report`, `exitCodes` and `version`.',
      ),
    rules: z
      .array(pathInside)
      .min(1)
      .exactOptional()
      .describe('Files or folders of the base commit with the rules that semgrep or opengrep looks for, which needs them and a `canary`.'),
    command: command
      .exactOptional()
      .describe('Judges the tree and writes the report. Run at the root of a clean checkout with its dependencies, in the sandbox.'),
    report: z
      .strictObject({
        format: z.enum(['sarif', 'junit']).describe('SARIF 2.1.0, or the XML of JUnit: each test case that fails is found.'),
        path: pathInside.describe('Where the command writes it. What lies there before the run is taken away.'),
      })
      .exactOptional()
      .describe('What it answers. A report that is missing, unreadable or at odds with the exit code is no answer.'),
    files: z
      .array(relativeGlob)
      .min(1)
      .exactOptional()
      .describe(
        'Globs of the files it judges: the changed ones among them are in its scope. Default: all; with `uses`, what the program reads.',
      ),
    checker: z
      .string()
      .exactOptional()
      .describe(
        'Which of the twenty it belongs to: enforced from the same phase. Default: enforced from the start; with `uses`, security-scan.',
      ),
    exitCodes: z
      .strictObject({
        clean: exitCodes.exactOptional().describe('It ran to its end and may have found nothing. Default: 0.'),
        findings: exitCodes.exactOptional().describe('It ran to its end and may have found something. Default: 0 and 1.'),
      })
      .exactOptional()
      .describe('What its exit codes mean; any other one is no answer.'),
    version: command.exactOptional().describe('Prints its version; default: what the report says.'),
    canary: z
      .strictObject({
        path: pathInside.describe('A path that its globs match and that no file of the repository has.'),
        text: z
          .string()
          .min(1)
          .describe(
            'Text in which it finds something. `JIDOKA_CANARY` in it is another word in every run: a failed test so named is known by it.',
          ),
      })
      .exactOptional()
      .describe('A fault, planted in each run, that the report must name: proof that it looked. Needed where the report lists no files.'),
    timeoutMinutes: z.number().positive().max(60).default(5).describe('Wall clock bound of one side: it judges base and change.'),
  })
  .superRefine(({ uses, ...given }, { addIssue }) => {
    const refuse = (key: string, message: string) => addIssue({ code: 'custom', path: [key], message });
    const [needed, refused] =
      uses === undefined
        ? [['command', 'report'], ['rules']]
        : RULED.has(uses)
          ? [
              ['rules', 'canary'],
              ['command', 'report', 'exitCodes', 'version'],
            ]
          : [[], ['command', 'report', 'exitCodes', 'version', 'rules', 'canary']];
    const of = uses === undefined ? 'a tool without `uses`' : `\`uses: ${uses}\``;
    for (const key of needed) if (!(key in given)) refuse(key, `what ${of} needs`);
    for (const key of refused) if (key in given) refuse(key, `nothing here, beside ${of}`);
  })
  .describe('A program that judges the tree.');

const agent = z
  .discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('replay'),
      script: z.string().min(1).describe('YAML file with recorded turns, relative to the repository.'),
    }),
    z.strictObject({
      name: z.literal('command'),
      command: z
        .array(z.string())
        .min(1)
        .describe('Program and arguments. It gets the prompt on standard input and edits its working directory.'),
      ...agentProgram,
    }),
    z.strictObject({
      name: z.literal('acp'),
      command: z
        .array(z.string())
        .min(1)
        .describe('Program and arguments of an agent that speaks the Agent Client Protocol on its standard streams.'),
      ...agentProgram,
    }),
  ])
  .describe('Who writes the change.');

const probe = z.strictObject({
  path: z.string().startsWith('/'),
  status: z.int().min(100).max(599).default(200).describe('The status a good answer has.'),
});

const target = z
  .strictObject({
    name: z.literal('process'),
    port: z.int().min(0).max(65_535).default(0).describe('Port on loopback where users reach the service; 0 chooses a free one once.'),
    dataDir: z.string().exactOptional().describe('Folder for data that every version shares, given to the service as JIDOKA_DATA.'),
    health: z.string().startsWith('/').default('/health'),
    probes: z.array(probe).default([]).describe('Requests the watch makes by itself when there is little traffic.'),
  })
  .describe('Where a release runs.');

const watch = z
  .strictObject({
    weights: z
      .array(z.number().positive().max(100))
      .min(1)
      .default([10, 50, 100])
      .describe('Shares of the traffic the candidate gets, in percent.'),
    lookSeconds: z.number().positive().default(5).describe('Time between two looks at the evidence.'),
    deadlineSeconds: z
      .number()
      .positive()
      .max(60)
      .default(60)
      .describe('When the evidence is still insufficient by then, the candidate is not promoted.'),
    warmUpSeconds: z.number().positive().max(10).default(10),
    probesPerSecond: z.number().nonnegative().max(200).default(20).describe('Requests a second that the watch makes to each version.'),
    closeMinutes: z
      .number()
      .nonnegative()
      .default(15)
      .describe('How long a promoted release is watched closely, with the one before it kept warm.'),
  })
  .describe('When a candidate is good.');

const notify = z
  .union([
    z.strictObject({
      command: z
        .union([command, z.array(z.string()).min(1)])
        .describe('A shell command, or a program with its arguments. It gets one JSON document on standard input, and the network.'),
    }),
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .refine((url) => url.startsWith('https:') || LOOPBACK.test(new URL(url).hostname), 'must be https, or on the loopback')
        .describe('Gets one JSON document by POST. An address that is a secret belongs in a command, by a name of `env`.'),
    }),
  ])
  .describe(
    'Who is told when the line stops, a release is taken back, or a run needs a person. What goes wrong with it changes no outcome.',
  );

export const configSchema = z
  .strictObject({
    phase: z.int().min(1).max(6).default(3).describe('Adoption phase: decides which checkers are enforced.'),
    protectedBranch: z.string().min(1).exactOptional().describe('Default: the branch of origin/HEAD, else main, master, the current one.'),
    commands: commands.default({}),
    services: z
      .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/), service)
      .default({})
      .describe(
        'Programs by name that run while the tests run: started before them in this order, ended after them. They share one loopback.',
      ),
    env: z.array(variableName).default([]).describe("Names of the caller's environment that commands may see."),
    checkers: z
      .record(z.string(), z.looseObject({ mode: z.literal('enforced').exactOptional().describe('May only tighten what the phase says.') }))
      .default({})
      .describe("A checker's options by its id."),
    tools: z
      .record(z.string(), tool)
      .exactOptional()
      .describe('Outside programs that join the gate, by a name of their own: each is listed, enforced and attested as a checker is.'),
    agent: agent.exactOptional(),
    budget: z
      .strictObject({ tokens: z.int().positive().exactOptional(), usd: z.number().positive().exactOptional() })
      .default({})
      .describe('What an order may cost unless it says otherwise.'),
    target: target.exactOptional(),
    watch: watch.prefault({}),
    notify: notify.exactOptional(),
    sandbox: z
      .enum(SANDBOX_LEVELS)
      .exactOptional()
      .describe('The level commands run at, and below which nothing is merged or released. Default: the best that works on the machine.'),
    limits: z
      .strictObject({
        memoryMb: z.int().positive().exactOptional().describe("Default: half of the machine's memory."),
        processes: z.int().positive().default(1024),
        outputMb: z.int().positive().default(256),
      })
      .prefault({})
      .describe('What one command and everything it starts may use together before it is ended.'),
    protectedPaths: z.array(relativeGlob).default([]).describe('Added to the built-in ones.'),
  })
  .describe('Jidoka configuration');

export type Config = z.output<typeof configSchema>;
export type ToolConfig = NonNullable<Config['tools']>[string];
export type KnownToolName = (typeof KNOWN)[number];
export type WatchConfig = Config['watch'];
