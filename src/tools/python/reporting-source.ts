import type { Planting } from '../tool.ts';

/** What the reporting part of a Python test run is told; all paths are absolute. */
export interface PythonRun {
  /** Where it writes. */
  readonly folder: string;
  /** The checkout. */
  readonly dir: string;
  readonly measure: boolean;
  readonly plant: Planting | null;
  /** What takes us out of the environment again, by name: null for a variable that was not there. */
  readonly restore: Readonly<Record<string, string | null>>;
}

const COMMON = `import json
import os
import sys
import time
import warnings

owner = os.getpid()
own_id = "%d-%d" % (owner, time.time_ns())
started_in = os.getcwd()
measuring = None


def write(record):
    # A process that a test forked off is not the run.
    if os.getpid() != owner:
        return
    path = os.path.join(plan["folder"], "report-%s.ndjson" % own_id)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, (json.dumps(record) + "\\n").encode())
    finally:
        os.close(handle)


def clip(text):
    return str(text)[:8000]


def forget():
    for name, value in plan["restore"].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def text_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def add(path, text):
    with open(path, "a", encoding="utf-8", newline="") as file:
        file.write(text)


def plant(named):
    planted = plan["plant"]
    if planted is None:
        return
    files = [os.path.abspath(word) for word in named if word.endswith(".py") and os.path.isfile(word)]
    # Where the command names its files, a new one is not looked at.
    path = files[0] if files else planted["path"]
    if os.path.exists(path) and planted["text"] in text_of(path):
        return
    for probed in planted["probed"]:
        if os.path.isfile(probed):
            add(probed, planted["probe"])
    add(path, ("\\n" if os.path.exists(path) else "") + planted["text"])


def measure():
    global measuring
    if not plan["measure"]:
        return
    try:
        import coverage
    except ImportError:
        return
    # \`coverage run -m pytest\`: two of them would hide from each other what runs.
    running = coverage.Coverage.current()
    if running is not None:
        measuring = running
        return
    # A suite may make errors of warnings, and those about the configuration are none of it.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        measuring = coverage.Coverage(
            data_file=None, include=[os.path.join(plan["dir"], "*")], omit=[], source=[], source_pkgs=[]
        )
        measuring.start()


def save_coverage(other=None):
    if not plan["measure"] or os.getpid() != owner:
        return
    if measuring is not None:
        measuring.stop()
    measured = other if other is not None else measuring
    if measured is None:
        return
    import coverage
    out = os.path.join(plan["folder"], "coverage-%s.json" % own_id)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            measured.json_report(outfile=out, ignore_errors=True, omit=[], include=[os.path.join(plan["dir"], "*")])
    except coverage.CoverageException as error:
        if "no data" not in str(error).lower():
            raise
        add(out, json.dumps({"meta": {"version": coverage.__version__}, "files": {}}))


def modules():
    files = [(name, getattr(module, "__file__", None)) for name, module in list(sys.modules.items()) if "." not in name]
    return {name: str(file) for name, file in files if file is not None}


def begin(runner):
    version = sys.version.split()[0]
    write({"event": "begin", "runner": runner, "python": version, "cwd": started_in})


def end():
    write({"event": "end", "modules": modules()})

`;

/**
 * The top of a Python module, the same for pytest's plugin and unittest's hook: every process writes records and coverage of its own. The
 * repository's configuration of coverage.py says which lines are none to be covered, never which files: those are all of the checkout.
 */
export function pythonReportingSource(run: PythonRun): string {
  return `import json\nplan = json.loads(${JSON.stringify(JSON.stringify(run))})\n${COMMON}`;
}
