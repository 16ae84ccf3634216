import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Tree } from '../../domain/tree.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { javaSources } from './java-sources.ts';
import { junit } from './junit.ts';

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.xml`, import.meta.url), 'utf8');
const SUREFIRE = 'target/surefire-reports/TEST-org.demo.SignTest.xml';

interface Left {
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly command?: string;
}

/** What is read where a command leaves this report. */
function left(report: string, { path = SUREFIRE, files = {}, command }: Left = {}) {
  const checkout = checkoutWith({ 'src/test/java/org/demo/SignTest.java': '', 'recorded.txt': report, ...files });
  const copies = `mkdir -p $(dirname ${path}) && cp recorded.txt ${path}; exit 1`;
  return runTests(junit(), { checkout, command: command ?? copies, coverage: false }).finally(() => checkout[Symbol.dispose]());
}

describe('reports', () => {
  test.each([
    ['Surefire', 'surefire-2.22', SUREFIRE],
    ['the console of JUnit', 'console-1.9', 'reports/TEST-junit-jupiter.xml'],
  ])('of %s tell of tests by class and method', async (_, name, path) => {
    const { tests, exitCode } = await left(recorded(name), { path });
    const told = tests.map((one) => [one.status, one.file, one.line, one.name.join(' > '), one.message?.split('\n')[0] ?? null]);
    const of = (title: string, status = 'passed') => [status, 'src/test/java/org/demo/SignTest.java', null, `SignTest > ${title}`, null];
    const failed = [
      'failed',
      'src/test/java/org/demo/SignTest.java',
      21,
      'SignTest > negative',
      'org.opentest4j.AssertionFailedError: expected: <-2> but was: <-1>',
    ];
    expect(told.toSorted()).toEqual(
      [of('positive'), of('rows'), of('rows'), of('Inside > deep'), of('later', 'skipped'), failed].toSorted(),
    );
    expect(exitCode).toBe(1);
  });

  test('that the build left are none of the tests', async () => {
    await expect(left('', { files: { [SUREFIRE]: recorded('surefire-2.22') }, command: 'exit 1' })).rejects.toMatchObject({
      code: 'TESTS_NOT_REACHED',
      message: expect.stringContaining('left no report of junit') as unknown,
    });
  });

  test('of two modules: a class is that of its own', async () => {
    const { tests } = await left('<testsuite tests="1"><testcase classname="org.demo.ATest" name="a"/></testsuite>', {
      path: 'two/build/test-results/test/TEST-a.xml',
      files: { 'one/src/test/java/org/demo/ATest.java': '', 'two/src/test/java/org/demo/ATest.java': '' },
    });
    expect(tests.map(({ file }) => file)).toEqual(['two/src/test/java/org/demo/ATest.java']);
  });

  test('that were cut off are no answer', async () => {
    await expect(left(recorded('surefire-2.22').slice(0, -20))).rejects.toMatchObject({ code: 'REPORT_UNREADABLE' });
  });
});

const treeOf = (files: Readonly<Record<string, string>>): Tree => ({
  id: '',
  paths: Object.keys(files),
  has: (path) => Object.hasOwn(files, path),
  entry: () => undefined,
  read: async (path) => files[path] ?? null,
});

test.each([
  ['SignTest', 'import org.junit.jupiter.api.Test;', 'Plantedn0nceTest', '@org.junit.jupiter.api.Test', ''],
  ['TestSign', 'import org.junit.Test;', 'TestPlantedn0nce', '@org.junit.Test', ''],
  ['SignTests', 'import org.testng.annotations.Test;', 'Plantedn0nceTests', '@org.testng.annotations.Test', ''],
  ['SignTestCase', 'import junit.framework.TestCase;', 'Plantedn0nceTestCase', 'public void', ' extends junit.framework.TestCase'],
])('a planted test is written like %s', async (name, imported, className, annotation, base) => {
  const text = `/*\n * Licence.\n */\npackage org.demo;\n\n${imported}\n\nclass ${name} {}\n`;
  const plant = await junit().sentinel(
    treeOf({ 'm/src/main/java/org/demo/Test.java': '', [`m/src/test/java/org/demo/${name}.java`]: text }),
    'n0nce',
  );
  expect(plant?.path).toBe(`m/src/test/java/org/demo/${className}.java`);
  expect(plant?.text).toContain(`/*\n * Licence.\n */\npackage org.demo;\n\npublic class ${className}${base} {\n    ${annotation}`);
});

test('statements run, declarations do not', () => {
  const text = `package org.demo;

import java.util.List;

/** Says { what }. */
public class Sign {
  private int count;

  @Override
  public String toString() {
    // what it says
    String text = "{";
    if (count > 0) {
      return text;
    } else {
      count++;
    }
    list.forEach(x -> {
      use(x);
    });
    return """
      a
      """;
  }

  interface Inner {
    int of(int x);
  }
}
`;
  expect([...javaSources.linesThatRun('a.java', text)]).toEqual([12, 13, 14, 16, 18, 19, 21]);
});
