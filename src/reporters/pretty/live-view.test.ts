import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../domain/event.ts';
import { displayWidth } from './display-width.ts';
import { type LiveStream, type LiveView, liveView } from './live-view.ts';

const digest = 'a'.repeat(64);
const START = 1_000_000;

/** A terminal that knows what the live view uses and refuses everything else. */
class Screen implements LiveStream {
  readonly isTTY = true;
  readonly columns: number;
  writes = 0;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    this.columns = columns;
  }

  write(text: string): void {
    this.writes += 1;
    for (let rest = text; rest !== '';) {
      const sequence = /^\u001b\[(\d*)([A-Za-z])/.exec(rest)?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0);
      rest = rest.slice(sequence.length);
      this.#act(sequence);
    }
  }

  /** What is to be seen, without blanks at the ends. */
  text(): string {
    return this.#rows
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Whether the cursor is at the beginning of an empty line. */
  isClean(): boolean {
    return this.#column === 0 && this.#rows.slice(this.#row).every((row) => row.length === 0);
  }

  #act(sequence: string): void {
    if (sequence === '\r') this.#column = 0;
    else if (sequence === '\n') this.#down();
    else if (sequence === '\u001b[J') {
      this.#rows = this.#rows.slice(0, this.#row + 1);
      this.#current().splice(this.#column);
    } else if (/^\u001b\[\d+A$/.test(sequence)) this.#row = Math.max(0, this.#row - Number(sequence.slice(2, -1)));
    else if (/^\u001b\[\d*m$/.test(sequence)) return;
    else if (/\p{Cc}/u.test(sequence)) throw new Error(`the screen does not know ${JSON.stringify(sequence)}`);
    else this.#put(sequence);
  }

  #put(character: string): void {
    const width = displayWidth(character);
    if (this.#column + width > this.columns) this.#down();
    this.#current()[this.#column] = character;
    this.#column += width;
  }

  #down(): void {
    this.#row += 1;
    this.#column = 0;
    this.#current();
  }

  #current(): string[] {
    return (this.#rows[this.#row] ??= []);
  }
}

function watched(screen: LiveStream, { color = false } = {}): { view: LiveView; clock: { time: number } } {
  const clock = { time: START };
  return { view: liveView({ stream: screen, clock: { now: () => clock.time }, start: START, color }), clock };
}

const checker = { attempt: 1, checker: 'generated-code-integrity', number: 4, mode: 'enforced' } as const;
const ended = { ...checker, reason: null, examined: 3, inScope: 3, result: digest, durationMs: 400, cached: false };
const build = { ...checker, checker: 'build-and-compile', number: 5 };
const failed: Event = { type: 'checker.finished', payload: { ...ended, verdict: 'failed', blocking: 2 } };
const gate: Event = { type: 'stage.started', payload: { stage: 'gate', attempt: 1 } };

test('shows what stays above what goes on', () => {
  const screen = new Screen(80);
  const { view, clock } = watched(screen, { color: true });
  view.observe(gate);
  view.observe({ type: 'checker.started', payload: checker });
  view.observe({ type: 'checker.started', payload: build });
  clock.time += 1234;
  view.tick();
  const line = '[  0.0 s] → The checkers look at the change.';
  expect(screen.text()).toBe(`${line}
⠹ checking · attempt 1 · 1.2 s
  4 generated-code-integrity 1.2 s · 5 build-and-compile 1.2 s`);

  view.observe(failed);
  view.print(['  ✗ src/app.ts:12  An assertion is gone']);
  clock.time += 1000;
  view.tick();
  const lines = `${line}
[  1.2 s] ✗ 4 generated-code-integrity stopped it: 2 findings (0.4 s, 3 of 3
            files examined).
  ✗ src/app.ts:12  An assertion is gone`;
  expect(screen.text()).toBe(`${lines}
⠹ checking · attempt 1 · 1 checker done · 2 findings · 2.2 s
  5 build-and-compile 2.2 s`);

  view.stop();
  expect(screen.text()).toBe(lines);
  expect(screen.isClean()).toBe(true);
});

test('a release shows how much of the traffic is at stake', () => {
  const screen = new Screen(100);
  const { view, clock } = watched(screen);
  const deployment = 'd1';
  view.observe({
    type: 'deployment.started',
    payload: { deployment, commit: 'c', artefact: digest, run: null, order: null, previous: 'd0' },
  });
  view.observe({ type: 'traffic.shifted', payload: { deployment, percent: 10 } });
  clock.time += 500;
  view.tick();
  const lines = `[  0.0 s] → The new version (commit c) starts beside the running one.
[  0.0 s] → 10 % of the requests now go to the new version.`;
  expect(screen.text()).toBe(`${lines}\n⠴ releasing · 10 % of the requests on the new version · 0.5 s`);
  view.observe({ type: 'deployment.promoted', payload: { deployment, afterMs: 500, reason: 'good' } });
  expect(screen.text()).toBe(`${lines}\n[  0.5 s] ✓ The new version is proven good after 0.5 s and takes over.`);
  expect(screen.isClean()).toBe(true);
});

test('nothing is written while nothing changes, and no status after the end', () => {
  const screen = new Screen(80);
  const { view, clock } = watched(screen);
  view.tick();
  view.stop();
  expect(screen.writes).toBe(0);
  view.observe(gate);
  clock.time += 1000;
  view.tick();
  view.stop();
  expect(screen.writes).toBe(1);
  expect(screen.text()).toBe('[  0.0 s] → The checkers look at the change.');
  expect(screen.isClean()).toBe(true);
});

test('elsewhere there are only lines that stay', () => {
  const written: string[] = [];
  const { view, clock } = watched({ write: (text) => written.push(text) });
  view.observe(gate);
  view.observe({ type: 'checker.started', payload: checker });
  clock.time += 5000;
  view.tick();
  view.observe(failed);
  view.stop();
  expect(written).toEqual([
    '[  0.0 s] → The checkers look at the change.\n',
    '[  5.0 s] ✗ 4 generated-code-integrity stopped it: 2 findings (0.4 s, 3 of 3 files examined).\n',
  ]);
});

test('whatever happens, on a screen of any width only the lines that stay are left', () => {
  const event = fc.constantFrom<Event>(
    gate,
    failed,
    { type: 'checker.started', payload: { ...checker, checker: '自働化-検査-とても長い名前', number: 101 } },
    { type: 'checker.started', payload: build },
    { type: 'stage.finished', payload: { stage: 'gate', attempt: 1, durationMs: 1 } },
    { type: 'run.finished', payload: { outcome: 'red', reason: 'rolled back' } },
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), fc.array(fc.oneof(event, fc.nat({ max: 3000 }))), (columns, steps) => {
      const live = new Screen(columns);
      const plain = new Screen(columns);
      const { view, clock } = watched(live);
      const { view: still, clock: same } = watched(plain);
      // Stopped before it begins, it writes lines only.
      still.stop();
      for (const step of steps) {
        if (typeof step === 'number') {
          clock.time += step;
          same.time += step;
          view.tick();
        } else {
          view.observe(step);
          still.observe(step);
        }
      }
      view.stop();
      expect(live.text()).toBe(plain.text());
      expect(live.isClean()).toBe(true);
    }),
  );
});
