import { testChecker } from '../test-checker.ts';

const MAKEFILE = 'all: test\n\ntest: .PHONY\n\t@go test ./...\n\nclean:\n\trm -rf dist\n\nfuzz:\n\t-go test -fuzz .\n';
const SCRIPT = '#!/bin/sh\nset -e\nnpm run lint\nmkdir dist\ndocker compose -f test.yml down\n';
const base = { Makefile: MAKEFILE, 'ci.sh': SCRIPT };

testChecker(import.meta.url, {
  clean: [
    {
      name: 'what only cleans up, what is new, and what was unheard before and moved',
      base,
      head: {
        Makefile: `${MAKEFILE.replace('\trm', '\t-rm').replace('\nfuzz:\n\t-go test -fuzz .\n', '')}\nbench:\n\t-go test -bench .\n\nfuzz:\n\t-go test -fuzz .\n`,
        'ci.sh': SCRIPT.replace('mkdir dist', 'mkdir dist || true').replace('down', 'down || true'),
      },
    },
    { name: 'a command that is also asked where nobody hears it', base, head: { 'ci.sh': `${SCRIPT}npm run lint || true\n` } },
  ],
  flagged: [
    {
      name: 'tests that may fail, with make',
      base,
      head: { Makefile: MAKEFILE.replace('@go', '-@go') },
      expect: { findings: [{ rule: 'suppression-added', path: 'Makefile', line: 4 }] },
    },
    {
      name: 'a linter that may fail, in a script',
      base,
      head: { 'ci.sh': SCRIPT.replace('lint', 'lint || true') },
      expect: { findings: [{ rule: 'suppression-added', path: 'ci.sh', line: 3 }] },
    },
  ],
});
