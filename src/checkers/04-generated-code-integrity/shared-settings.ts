import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

/** Files that hold the settings of many tools, and much that is none. */
const SHARED = /(^|\/)(pyproject\.toml|setup\.cfg|Cargo\.toml)$/;
/** Sections by which tools judge, by their own names and below `tool`; in Cargo's manifest those of rustc and clippy. */
const JUDGES =
  /^(tool\.)?(tool:)?(pytest|coverage|mypy|ruff|black|isort|flake8|pylint|pycodestyle|pydocstyle|bandit|pyright|basedpyright|interrogate|vulture|tox|nox|hatch\.envs|poe|pdm\.scripts|(workspace\.)?lints)\b/;
/** A number that has to be reached. */
const FLOOR = /(^|\.)(fail[_-]under)$/;
const FLOOR_FLAG = /--(?:cov-)?fail-under[= ](\d+(?:\.\d+)?)/;

interface Setting {
  readonly name: string;
  readonly value: string;
  /** What each of its lines says of the value. */
  readonly lines: readonly { readonly value: string; readonly line: number }[];
}

/** Settings of tools that judge and that share a file: a key that is new, gone or another. */
export function sharedSettings({ file: { path }, base, head }: FilePair): Sighting[] {
  // Nothing is judged by a file that is not there yet.
  if (base === null || !SHARED.test(path)) return [];
  const before = settingsIn(base);
  const now = settingsIn(head);
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name): Sighting[] => {
    const [old, next] = [before.get(name), now.get(name)];
    if (old?.value === next?.value) return [];
    const place = { path, code: name, ...(next === undefined ? {} : { range: { startLine: changedLine(old, next) } }) };
    const [floor, reached] = [floorOf(old), floorOf(next)];
    if (floor !== null && (reached === null || reached < floor)) {
      const said = reached === null ? `is gone (it was ${floor})` : `was ${floor} and is ${reached}`;
      return [{ rule: 'threshold-lowered', message: `the threshold ${name} ${said}`, ...place }];
    }
    if (floor !== null && reached !== null && FLOOR.test(name)) return [];
    const said =
      old === undefined
        ? `is new: ${clip(next?.value ?? '')}`
        : next === undefined
          ? `is gone (it was ${clip(old.value)})`
          : `was ${clip(old.value)} and is ${clip(next.value)}`;
    return [{ rule: 'protected-path', message: `${name} of ${path} ${said}`, ...place }];
  });
}

/** The first that the other side has not; where lines are only gone, the setting's own. */
function changedLine(old: Setting | undefined, { lines }: Setting): number {
  const before = new Set(old?.lines.map(({ value }) => value));
  return (lines.find(({ value }) => old !== undefined && !before.has(value)) ?? lines[0])?.line ?? 1;
}

function floorOf(setting: Setting | undefined): number | null {
  if (setting === undefined) return null;
  const number = FLOOR.test(setting.name) ? Number.parseFloat(setting.value) : Number(FLOOR_FLAG.exec(setting.value)?.[1] ?? Number.NaN);
  return Number.isNaN(number) ? null : number;
}

/**
 * The settings of sections that judge, each with all of its lines and without comments. TOML and INI alike: what else their grammars know
 * only makes a value longer, and any difference counts.
 */
function settingsIn(version: FileVersion | null): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>();
  let section = '';
  /** Of the section, each as far as it is read. */
  const read: Setting[] = [];
  for (const [index, line] of (version?.text ?? '').split(/\r?\n/).entries()) {
    const text = withoutComment(line).trimEnd();
    if (text.trim() === '') continue;
    // A line of a list may begin with a bracket: only what fills the line is the name of a section.
    const header = /^\[{1,2}\s*([^[\]]+?)\s*\]{1,2}$/.exec(text)?.[1];
    const entry = ENTRY.exec(text);
    const last = read.at(-1);
    if (header !== undefined) {
      section = bare(header);
      read.length = 0;
    } else if (entry !== null) {
      read.push({
        name: [section, bare(entry[1] ?? '')].filter((part) => part !== '').join('.'),
        value: plain(entry[2] ?? ''),
        lines: [{ value: plain(entry[2] ?? ''), line: index + 1 }],
      });
    } else if (last !== undefined) {
      const value = plain(text);
      read.push({ ...last, value: `${last.value} ${value}`.trim(), lines: [...last.lines, { value, line: index + 1 }] });
    }
    const now = read.at(-1);
    if (now !== undefined && JUDGES.test(now.name)) found.set(now.name, now);
  }
  return found;
}

/** A key may be dotted and each part of it quoted. */
const ENTRY = /^((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*[=:]\s*(.*)$/;

function bare(name: string): string {
  return name.replace(/["'\s]/g, '');
}

/** What looks like one inside of a text is none. */
function withoutComment(line: string): string {
  for (const { index } of line.matchAll(/(?<=^|\s)[#;]/g)) {
    const before = line.slice(0, index);
    if (before.split('"').length % 2 === 1 && before.split("'").length % 2 === 1) return before;
  }
  return line;
}

function plain(value: string): string {
  return value.trim().replaceAll("'", '"').replace(/\s+/g, ' ');
}

function clip(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
