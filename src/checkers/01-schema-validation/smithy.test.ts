import { type Case, testChecker } from '../test-checker.ts';

const PETS = '$version: "2"\nnamespace pets\nstructure Pet {}\n';
const SETTINGS = '{"version":"1.0","sources":["model"]}';

// Without a program: what one says is tested where it is read.
const clean: readonly Case[] = [
  {
    name: 'models that nobody examined are counted',
    base: { 'smithy-build.json': SETTINGS, 'model/pets.smithy': PETS },
    head: { 'model/pets.smithy': `${PETS}structure Dog {}\n`, 'model/dogs.smithy': PETS },
    expect: { reason: /2 Smithy files of the change not examined: there is no smithy on the PATH/ },
  },
  {
    name: 'also where nothing says what they belong to',
    base: { 'a.md': '' },
    head: { 'pets.smithy': PETS },
    expect: { reason: /1 Smithy file of the change not examined: no smithy-build\.json/ },
  },
];

const flagged: readonly Case[] = [
  {
    name: 'beside what fails',
    base: { 'smithy-build.json': SETTINGS, 'model/pets.smithy': PETS },
    head: { 'smithy-build.json': '{"version":', 'model/pets.smithy': `${PETS}structure Dog {}\n` },
    expect: {
      findings: [{ rule: 'unreadable', path: 'smithy-build.json', line: 1 }],
      reason: /1 Smithy file of the change not examined: there is no smithy on the PATH/,
    },
  },
];

testChecker(import.meta.url, { clean, flagged });
