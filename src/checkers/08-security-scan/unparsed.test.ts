import { testChecker } from '../test-checker.ts';

const FLOW = 'export function f(of: Config<*, *>) {}\n';
const INSECURE = `${FLOW}process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n`;

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a program that no parser reads: the reason says so',
      base: { 'a.js': FLOW },
      head: { 'a.js': `${FLOW}eval(location.hash);\n// rejectUnauthorized: false\nconst on = { rejectUnauthorized: true };\n` },
      expect: { verdict: 'passed', reason: /secrets and unverified TLS alone, as no parser reads them: 1$/ },
    },
  ],
  flagged: [
    {
      name: 'certificates that are accepted in a program that no parser reads',
      base: { 'a.js': FLOW },
      head: {
        'a.js': `${INSECURE}const agent = new Agent({ rejectUnauthorized: false });\nspawn({ env: { 'NODE_TLS_REJECT_UNAUTHORIZED': '0' } });\n`,
      },
      expect: {
        findings: [2, 3, 4].map((line) => ({ rule: 'tls-not-verified', path: 'a.js', line })),
        reason: /no parser reads them: 1$/,
      },
    },
    {
      name: 'the same in one that is read',
      base: { 'a.js': '' },
      head: { 'a.js': INSECURE.replace(FLOW, '') },
      expect: { findings: [{ rule: 'tls-not-verified', path: 'a.js', line: 1 }] },
    },
  ],
});
