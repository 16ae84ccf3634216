import { openFactory } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { resultsOf } from '../../gate/kept-findings.ts';
import { foldRun } from '../../ledger/fold.ts';
import { executeRun } from '../../pipeline/start.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { runDetails, runList } from '../../reporters/pretty/run-summary.ts';
import { carryOut } from '../carry-out.ts';
import { defineCommand } from '../command.ts';

export default defineCommand({
  usage: 'runs [list | show <run> | resume <run> | cancel <run>]',
  summary: 'runs: list, show, resume, cancel',
  details: `resume goes on where a run was interrupted: what finished is not done again, and an agent is never asked twice for one attempt.
It also releases a run that waited for its branch to hold the commit.`,
  flags: {},
  positionals: { min: 0, max: 2 },
  async run({ positionals, dir, program, env, json, terminal, signal }) {
    const [verb = 'list', run] = positionals;
    using factory = await openFactory({ dir, env });
    const { journal, ledger } = factory;
    if (verb === 'list') {
      const runs = await Promise.all((await journal.runs()).map(async ({ id }) => ledger.read({ chain: id })));
      if (json) terminal.out(jsonText({ schemaVersion: 1, runs: runs.map(foldRun) }));
      else terminal.out(runList(runs, { color: terminal.color, columns: terminal.columns, program }));
      return 0;
    }
    if (run === undefined) throw new UserError('USAGE', `runs ${verb} needs the id of a run`, { hint: 'See `jidoka runs list`.' });
    const record = await journal.run(run);
    if (record === null) throw new UserError('UNKNOWN_RUN', `there is no run ${JSON.stringify(run)}`, { hint: 'See `jidoka runs list`.' });
    switch (verb) {
      case 'show': {
        const events = await ledger.read({ chain: run });
        const results = await resultsOf(ledger, events);
        terminal.out(
          json
            ? jsonText({ schemaVersion: 1, state: foldRun(events), events, results: Object.fromEntries(results) })
            : runDetails(events, { color: terminal.color, columns: terminal.columns, program, results }),
        );
        return 0;
      }
      case 'resume':
        return await carryOut(factory, { run, signal, terminal, json, program });
      case 'cancel': {
        if (record.status === 'finished') throw new UserError('RUN_FINISHED', `${run} is finished`);
        await journal.requestCancel(run);
        // Nobody works on one that was interrupted or waits: it is ended here.
        const isHeld = await executeRun(factory, { run, signal }).then(
          () => false,
          (error: unknown) => {
            if (error instanceof UserError && error.code === 'RUN_IS_HELD') return true;
            throw error;
          },
        );
        if (json) terminal.out(jsonText({ schemaVersion: 1, run, cancelRequested: true, ended: !isHeld }));
        else terminal.out(isHeld ? `${run} will end within seconds\n` : `${run} is cancelled\n`);
        return 0;
      }
      default:
        throw new UserError('USAGE', `unknown: runs ${verb}`, { hint: 'See `jidoka runs --help`.' });
    }
  },
});
