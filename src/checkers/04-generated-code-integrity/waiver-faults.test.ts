import { NO_WAIVERS, type WaiverBook, WAIVERS_PATH } from '../../domain/waiver.ts';
import { testChecker } from '../test-checker.ts';

const at = (head: string | null) => ({ base: { '.jidoka/config.yaml': 'phase: 3\n' }, head: { [WAIVERS_PATH]: head, 'a.js': 'a();\n' } });
const FILE = 'waivers:\n  - fingerprint: one\n  - fingerprint: two\n';
const settled: WaiverBook = { ...NO_WAIVERS, isSettled: true };
const faulty = (rule: 'waiver-invalid' | 'waiver-expired', isOld: boolean): WaiverBook => ({
  ...settled,
  faults: [{ rule, message: 'said by the gate', code: 'two', line: 3, isOld }],
});

testChecker(import.meta.url, {
  clean: [
    { name: 'waivers that a trusted key has signed are no touched path', ...at(FILE), waivers: settled },
    { name: 'nor are they outside the scope', ...at(FILE), waivers: settled, workOrder: { scope: ['a.js'] } },
    { name: 'nor is a waiver that is taken away', base: { ...at(null).base, [WAIVERS_PATH]: FILE }, head: at(null).head, waivers: settled },
    {
      name: 'one of base that is over is shown and stops nothing',
      ...at(FILE),
      waivers: faulty('waiver-expired', true),
      expect: { findings: [{ rule: 'waiver-expired', path: WAIVERS_PATH, line: 3 }] },
    },
  ],
  flagged: [
    {
      name: 'waivers that nobody has signed',
      ...at(FILE),
      expect: { findings: [{ rule: 'protected-path', path: WAIVERS_PATH, line: 1 }] },
    },
    {
      name: 'other policy beside waivers that are signed',
      base: at(null).base,
      head: { ...at(FILE).head, '.jidoka/config.yaml': 'phase: 1\n' },
      waivers: settled,
      expect: { findings: [{ rule: 'protected-path', path: '.jidoka/config.yaml', line: 1 }] },
    },
    {
      name: 'a file renamed to be the waivers',
      base: { ...at(null).base, '.jidoka/prompts/a.md': FILE },
      head: { ...at(FILE).head, '.jidoka/prompts/a.md': null },
      waivers: settled,
      expect: {
        findings: [
          { rule: 'protected-path', path: '.jidoka/prompts/a.md' },
          { rule: 'protected-path', path: WAIVERS_PATH },
        ],
      },
    },
    {
      name: 'one that is none',
      ...at(FILE),
      waivers: faulty('waiver-invalid', false),
      expect: { findings: [{ rule: 'waiver-invalid', path: WAIVERS_PATH, line: 3 }] },
    },
    {
      name: 'one that is over',
      ...at(FILE),
      waivers: faulty('waiver-expired', false),
      expect: { findings: [{ rule: 'waiver-expired', path: WAIVERS_PATH, line: 3 }] },
    },
    {
      name: 'one of this change that waives nothing',
      ...at(FILE),
      waivers: {
        ...settled,
        inForce: [
          {
            fingerprint: 'f'.repeat(32),
            checker: 'generated-code-integrity',
            rule: 'stub',
            path: 'a.js',
            reason: 'Later',
            expires: '2026-01-01',
            from: 'change',
          },
        ],
      },
      expect: { findings: [{ rule: 'waiver-dangling', path: WAIVERS_PATH }] },
    },
  ],
});
