import { type ConfigValue, configValues } from './config-values.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

const RUNNER_CONFIG = /(^|\/)(vitest|vite|jest)\.(config|workspace|preset)\.[^/]+$/;
const COVERAGE_CONFIG = /(^|\/)(\.nycrc(\.[^/]+)?|\.c8rc(\.[^/]+)?|nyc\.config\.[cm]?[jt]s|\.istanbul\.yml)$/;
const CODECOV_CONFIG = /(^|\/)\.?codecov\.ya?ml$/;
const METRICS = new Set(['lines', 'branches', 'functions', 'statements', '100', 'check-coverage', 'checkCoverage', 'per-file', 'perFile']);

interface Threshold {
  /** What it is a threshold of, the same in every file and style it can be written in. */
  readonly name: string;
  readonly value: number;
  readonly line: number | null;
}

/** Numbers that coverage must reach, where the judged tree asks for less than base or for nothing. */
export function loweredThresholds(pairs: readonly FilePair[]): Sighting[] {
  const elsewhere = pairs.flatMap(({ head }) => thresholdsIn(head));
  return pairs.flatMap(({ file: { path }, base, head }) => {
    const now = new Map(thresholdsIn(head).map((threshold) => [threshold.name, threshold]));
    return thresholdsIn(base).flatMap(({ name, value }): Sighting[] => {
      const after = now.get(name);
      if (
        after !== undefined
          ? after.value >= value
          : elsewhere.some((other) => metricOf(other.name) === metricOf(name) && other.value >= value)
      )
        return [];
      const said = after === undefined ? `is gone (it was ${value})` : `was ${value} and is ${after.value}`;
      const place = after?.line === null || after?.line === undefined ? {} : { range: { startLine: after.line } };
      return [{ rule: 'threshold-lowered', message: `the threshold ${name} ${said}`, path, code: name, ...place }];
    });
  });
}

function thresholdsIn(version: FileVersion | null): Threshold[] {
  if (version === null) return [];
  const { path, text } = version;
  const isManifest = /(^|\/)package\.json$/.test(path);
  if (!isManifest && !RUNNER_CONFIG.test(path) && !COVERAGE_CONFIG.test(path) && !CODECOV_CONFIG.test(path)) return [];
  const values = configValues(path, text) ?? [];
  const inScripts = isManifest ? values.filter(({ keys }) => keys[0] === 'scripts').flatMap(flagsOf) : [];
  return [...values.flatMap((one) => thresholdOf(one, path)), ...inScripts];
}

function thresholdOf({ keys, value, line }: ConfigValue, path: string): Threshold[] {
  const metric = keys.at(-1) ?? '';
  const number = typeof value === 'boolean' ? Number(value) : typeof value === 'string' ? Number.parseFloat(value) : value;
  if (Number.isNaN(number)) return [];
  if (CODECOV_CONFIG.test(path)) return metric === 'target' ? [{ name: keys.join('.'), value: number, line }] : [];
  if (!METRICS.has(metric)) return [];
  const from = keys.findIndex(
    (key) => key === 'thresholds' || key === 'threshold' || key === 'coverageThreshold' || key === 'nyc' || key === 'c8',
  );
  if (from >= 0) return [{ name: keys.slice(from).join('.'), value: number, line }];
  return COVERAGE_CONFIG.test(path) ? [{ name: metric, value: number, line }] : [];
}

/** `c8 --check-coverage --lines 90`, `node --test-coverage-lines=90` */
function flagsOf({ keys, value, line }: ConfigValue): Threshold[] {
  return [
    ...String(value).matchAll(/--(?:test-coverage-|coverage\.thresholds\.)?(lines|branches|functions|statements)[= ](\d+(?:\.\d+)?)/g),
  ].map(([, metric = '', number]) => ({
    name: `${keys.join('.')} --${metric}`,
    value: Number(number),
    line,
  }));
}

function metricOf(name: string): string {
  return name.split(/[.\s]|--/).at(-1) ?? name;
}
