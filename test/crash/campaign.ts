import { parseArgs } from 'node:util';
import { diceOf } from './dice.ts';
import { disturbed, type Calibration, type Episode, underWatch, undisturbed } from './episode.ts';
import { greeterLine, ORDERS } from './greeter-line.ts';
import { STAGES } from './stage-of.ts';

export interface CampaignRequest {
  readonly kills: number;
  readonly seed: number;
  /** Repositories at once. */
  readonly workers: number;
  /** Level of the sandbox. */
  readonly sandbox: string;
  readonly tell: (line: string) => void;
}

export interface CampaignEnd {
  readonly episodes: readonly Episode[];
  readonly kills: number;
}

/** Takes orders down lines and kills at random moments until there were as many kills as asked for. */
export async function campaign({ kills, seed, workers, sandbox, tell }: CampaignRequest): Promise<CampaignEnd> {
  const episodes: Episode[] = [];
  let done = 0;
  let lines = 0;
  const worker = async () => {
    while (done < kills) {
      lines += 1;
      const number = lines;
      const dice = diceOf(seed * 1000 + number);
      await using bare = greeterLine(sandbox);
      await using line = underWatch(bare);
      let calibration: Calibration | null = await undisturbed(line, 0);
      const even = calibration;
      let odd: Calibration | null = null;
      for (let order = 1; order < ORDERS && done < kills; order += 1) {
        const isOdd = order % 2 === 1;
        calibration = isOdd ? odd : even;
        if (calibration === null) {
          calibration = odd = await undisturbed(line, order);
          continue;
        }
        const episode = await disturbed({ line, order, dice, calibration, kills: Math.min(6 + dice.below(10), kills - done) });
        done += episode.kills.length;
        episodes.push(episode);
        tell(
          `line ${number} order ${order}: ${episode.kills.map(({ stage, victim }) => `${stage} (${victim})`).join(', ')} in ${(episode.durationMs / 1000).toFixed(1)} s; ${done} kills`,
        );
        for (const breach of episode.breaches) tell(`  BREACH ${breach}`);
        // What is wrong with it would be told of the next order again: a line may have been stopped.
        if (episode.breaches.length > 0) break;
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return { episodes, kills: done };
}

/** How many were killed at which stage, who, how long users saw it, and what did not hold. */
export function summary({ episodes, kills }: CampaignEnd, seed: number): string {
  const all = episodes.flatMap((episode) => episode.kills);
  const victims = [...new Set(all.map(({ victim }) => victim))].toSorted();
  const rows = STAGES.map((stage) => `${stage.padEnd(10)} ${String(all.filter((one) => one.stage === stage).length).padStart(4)}`);
  const outages = all.filter(({ outageMs }) => outageMs > 0).map(({ outageMs }) => outageMs);
  const sorted = outages.toSorted((a, b) => a - b);
  const failures = episodes.flatMap(({ run, breaches }) => breaches.map((breach) => `${run}: ${breach}`));
  return [
    `seed ${seed}: ${kills} kills in ${episodes.length} runs; ${episodes.reduce((sum, { asked }) => sum + asked, 0)} requests of users`,
    ...rows,
    victims.map((victim) => `${victim} ${all.filter((one) => one.victim === victim).length}`).join(', '),
    sorted.length === 0
      ? 'no outage'
      : `outages after the supervisor was killed: ${sorted.length}, median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`,
    `${failures.length} failures`,
    ...failures,
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      sandbox: { type: 'string', default: 'process' },
    },
  });
  const seed = Number(values.seed);
  const end = await campaign({
    kills: Number(values.kills),
    seed,
    workers: Number(values.workers),
    sandbox: values.sandbox,
    tell: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${summary(end, seed)}\n`);
  process.exitCode = end.episodes.some(({ breaches }) => breaches.length > 0) ? 1 : 0;
}
