import { pythonReportingSource, type PythonRun } from './reporting-source.ts';

const HOOK = `
def load_next():
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec
    spec = PathFinder.find_spec("sitecustomize", [path for path in sys.path if path != plan["folder"]])
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(module_from_spec(spec))


def arguments():
    if hasattr(sys, "orig_argv"):
        return list(sys.orig_argv)
    try:
        with open("/proc/self/cmdline", "rb") as file:
            return [word.decode(errors="replace") for word in file.read().split(b"\\0")]
    except OSError:
        return []


def module_file(name):
    file = getattr(sys.modules.get(name), "__file__", None)
    return os.path.abspath(file) if file else os.path.join(started_in, name.replace(".", os.sep) + ".py")


def place_of(test):
    import re
    kind = type(test)
    if kind.__name__ == "_ErrorHolder":
        # setUpClass (tests.test_a.TestX)
        found = re.match(r"(\\w+) \\((.+)\\)$", test.description)
        step, path = (found.group(1), found.group(2)) if found else ("setUp", test.description)
        module = path
        while module and module not in sys.modules and "." in module:
            module = module.rpartition(".")[0]
        owner = path[len(module) + 1:]
        return module_file(module), ([owner] if owner else []) + [step]
    if kind.__module__ == "unittest.loader":
        # A file that does not load has the place of a test; "name" is that of the module.
        return module_file(test._testMethodName), []
    if kind.__name__ == "DocTestCase":
        return os.path.abspath(test._dt_test.filename or started_in), [test._dt_test.name]
    return module_file(kind.__module__), kind.__qualname__.split(".") + [str(test.id()).rpartition(".")[2]]


def failure_of(error):
    import traceback
    kind, value, trace = error
    return {
        "message": clip("%s: %s" % (getattr(kind, "__name__", kind), value)),
        "text": clip("".join(traceback.format_exception(kind, value, trace))[-8000:]),
        "frames": [[os.path.abspath(frame.filename), frame.lineno] for frame in traceback.extract_tb(trace)][-200:],
    }


def record(test, outcome, error=None):
    file, name = place_of(test)
    failure = failure_of(error) if error is not None else None
    write({"event": "phase", "phase": "call", "file": file, "name": name, "outcome": outcome, "seconds": None, "failure": failure})


def watch(unittest):
    result = unittest.result.TestResult
    makes = unittest.runner.TextTestRunner._makeResult
    runs = unittest.runner.TextTestRunner.run
    depth = [0]

    def make(self):
        made = makes(self)
        if depth[0] == 1:
            made._is_reported = True
        return made

    def run(self, test):
        depth[0] += 1
        try:
            return runs(self, test)
        finally:
            depth[0] -= 1

    unittest.runner.TextTestRunner._makeResult = make
    unittest.runner.TextTestRunner.run = run

    def tell(name, say):
        original = getattr(result, name)
        def told(self, test, *rest):
            if getattr(self, "_is_reported", False):
                say(test, *rest)
            return original(self, test, *rest)
        setattr(result, name, told)

    tell("addSuccess", lambda test: record(test, "passed"))
    tell("addFailure", lambda test, error: record(test, "failed", error))
    tell("addError", lambda test, error: record(test, "failed", error))
    tell("addSkip", lambda test, reason: record(test, "skipped"))
    tell("addExpectedFailure", lambda test, error: record(test, "todo"))
    tell("addUnexpectedSuccess", lambda test: record(test, "failed"))
    tell("addSubTest", lambda test, part, error: record(test, "failed", error) if error is not None else None)


def wrap(program):
    import unittest
    original = program.__init__
    is_running = [False]

    def start(self, *args, **options):
        if is_running[0]:
            return original(self, *args, **options)
        is_running[0] = True
        forget()
        plant(sys.argv[1:])
        begin(sys.version.split()[0])
        watch(unittest)
        measure()
        try:
            return original(self, *args, **options)
        finally:
            save_coverage()
            end()

    program.__init__ = start


words = arguments()
if any(words[at:at + 2] == ["-m", "unittest"] for at in range(len(words))):
    import unittest
    wrap(sys.modules["unittest.main"].TestProgram)
load_next()
`;

/**
 * A \`sitecustomize\` that stands before the one that is there, and does something in the process of \`python -m unittest\` alone. It records what
 * the results of the outermost run are told; runs that tests start are none of it.
 */
export function hookSource(run: PythonRun): string {
  return pythonReportingSource(run) + HOOK;
}
