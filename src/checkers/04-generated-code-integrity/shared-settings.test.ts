import { testChecker } from '../test-checker.ts';

const MANIFEST = '[package]\nname = "a"\nversion = "0.1.0"\n';
const LINTS = '\n[lints.clippy]\nall = "deny"\n';
const base = { 'Cargo.toml': MANIFEST + LINTS };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a manifest of Cargo that changes elsewhere',
      base,
      head: { 'Cargo.toml': `${MANIFEST.replace('0.1.0', '0.2.0')}\n[dependencies]\nb = "1"\n${LINTS}` },
    },
    { name: 'a new crate with lints', base, head: { 'b/Cargo.toml': MANIFEST + LINTS } },
  ],
  flagged: [
    {
      name: 'a floor in the midst of a text of many lines',
      base: { 'setup.cfg': '[tool:pytest]\naddopts =\n  -q\n  --cov=app\n  --cov-fail-under=90\n' },
      head: { 'setup.cfg': '[tool:pytest]\naddopts =\n  -q\n  --cov=app\n  --cov-fail-under=80\n' },
      expect: { findings: [{ rule: 'threshold-lowered', path: 'setup.cfg', line: 5 }] },
    },
    {
      name: 'a floor in a list',
      base: { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = [\n  "-q",\n  "--cov-fail-under=90",\n]\n' },
      head: { 'pyproject.toml': '[tool.pytest.ini_options]\naddopts = [\n  "-q",\n  "--cov-fail-under=80",\n]\n' },
      expect: { findings: [{ rule: 'threshold-lowered', path: 'pyproject.toml', line: 4 }] },
    },
    {
      name: 'lints of a crate that ask for less',
      base,
      head: { 'Cargo.toml': `${MANIFEST}${LINTS.replace('deny', 'allow')}` },
      expect: { findings: [{ rule: 'protected-path', path: 'Cargo.toml', line: 6 }] },
    },
    {
      name: 'lints of a workspace that ask for less',
      base: { 'Cargo.toml': '[workspace]\nmembers = ["b"]\n[workspace.lints]\nclippy.all = "warn"\n' },
      head: {
        'Cargo.toml':
          '[workspace]\nmembers = ["b"]\n[workspace.lints]\nclippy.all = "warn"\nclippy.style = { level = "allow", priority = 1 }\n',
      },
      expect: { findings: [{ rule: 'protected-path', path: 'Cargo.toml', line: 5 }] },
    },
  ],
});
