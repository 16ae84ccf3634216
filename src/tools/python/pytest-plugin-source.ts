import { pythonReportingSource, type PythonRun } from './reporting-source.ts';

const PLUGIN = `
import pytest

forget()
plant([word.split("::")[0] for word in sys.argv[1:]])


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    known = early_config.known_args_namespace
    if not (getattr(known, "cov_source", None) and not getattr(known, "no_cov", False)):
        measure()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    global config_of_run
    config_of_run = config
    config.isOurs = not hasattr(config, "workerinput")
    if config.isOurs:
        begin(pytest.__version__)


def file_of(nodeid):
    return os.path.join(str(config_of_run.rootdir), nodeid.split("::")[0])


def name_of(nodeid):
    inside = nodeid.split("::", 1)[1] if "::" in nodeid else ""
    at = inside.find("[")
    path, row = (inside, "") if at < 0 else (inside[:at], inside[at:])
    parts = path.split("::") if path else []
    return parts[:-1] + [parts[-1] + row] if parts else []


def failure_of(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else report.longreprtext
    entries = getattr(getattr(report.longrepr, "reprtraceback", None), "reprentries", [])
    places = [getattr(entry, "reprfileloc", None) for entry in entries]
    frames = [[os.path.join(str(config_of_run.invocation_params.dir), str(one.path)), one.lineno] for one in places if one is not None]
    return {"message": clip(text), "text": clip(report.longreprtext[-8000:]), "frames": frames[-200:]}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report):
    if not config_of_run.isOurs or report.outcome not in ("passed", "failed", "skipped"):
        return
    if report.when != "call" and report.outcome == "passed":
        return
    is_expected = hasattr(report, "wasxfail")
    write({
        "event": "phase",
        "phase": report.when,
        "file": file_of(report.nodeid),
        "name": name_of(report.nodeid),
        "outcome": "todo" if is_expected and report.outcome == "skipped" else report.outcome,
        "seconds": report.duration,
        "failure": failure_of(report) if report.outcome == "failed" else None,
    })


@pytest.hookimpl(tryfirst=True)
def pytest_collectreport(report):
    if not config_of_run.isOurs or report.outcome == "passed":
        return
    write({
        "event": "collect",
        "file": file_of(report.nodeid),
        "name": name_of(report.nodeid),
        "outcome": report.outcome,
        "failure": failure_of(report) if report.outcome == "failed" else None,
    })


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    yield
    plugin = session.config.pluginmanager.getplugin("_cov")
    controller = getattr(plugin, "cov_controller", None)
    own = None if controller is None else getattr(controller, "combining_cov", None) or getattr(controller, "cov", None)
    save_coverage(own)
    if session.config.isOurs:
        end()
`;

/**
 * A plugin that PYTEST_ADDOPTS loads, so that the command stays as it is. It runs on Python 3.7 and pytest 6 on. It takes itself out of the
 * environment, so that runs of pytest which tests start are not reported as part of this one; xdist hands it to its workers by option.
 */
export function pluginSource(run: PythonRun): string {
  return pythonReportingSource(run) + PLUGIN;
}
