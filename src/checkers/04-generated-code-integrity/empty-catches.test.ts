import { testChecker } from '../test-checker.ts';
import { at, finds } from './fixtures/app.ts';

const passes = (name: string, text: string, line: number) => ({
  name: `only a warning: ${name}`,
  ...at('src/a.js', text),
  expect: { verdict: 'passed' as const, findings: [{ rule: 'stub', path: 'src/a.js', line }] },
});

const ASKED =
  'export function read(path) {\n  let stats;\n  try {\n    stats = stat(path);\n  } catch {}\n  if (stats?.isFile()) return path;\n}\n';

testChecker(import.meta.url, {
  clean: [{ name: 'a catch that reports', ...at('src/a.js', 'try {\n  a();\n} catch (error) {\n  report(error);\n}\n') }],
  flagged: [
    passes('the next statement asks for what was not found', ASKED, 5),
    passes('nothing before, and nothing after a failure', ASKED.replace('let stats', 'let stats = null'), 5),
    passes(
      'said above',
      '// `chdir` fails in workers, which is fine: only the folder is missed.\nif (a) {\n  try {\n    chdir(b);\n  } catch {}\n}\n',
      5,
    ),
    {
      name: 'what was there before',
      ...at('src/a.js', ASKED.replace('let stats', 'let stats = OLD')),
      expect: finds('stub', 'src/a.js', 5),
    },
    { name: 'nobody asks', ...at('src/a.js', ASKED.replace('stats?.isFile()', 'path')), expect: finds('stub', 'src/a.js', 5) },
    {
      name: 'more than asked for',
      ...at('src/a.js', ASKED.replace('stat(path);', 'stat(path); save();')),
      expect: finds('stub', 'src/a.js', 5),
    },
    {
      name: 'said of something else above',
      ...at('src/a.js', '// Reads the folder.\ntry {\n  a();\n} catch {}\n'),
      expect: finds('stub', 'src/a.js', 4),
    },
    {
      name: 'said of failures in another paragraph',
      ...at('src/a.js', '// Errors are thrown here.\nb();\n\ntry {\n  a();\n} catch {}\n'),
      expect: finds('stub', 'src/a.js', 6),
    },
  ],
});
