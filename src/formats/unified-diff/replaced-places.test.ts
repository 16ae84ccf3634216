import { expect, test } from 'vitest';
import { replacedPlaces } from './replaced-places.ts';

/** What `gofmt -d` printed of two files. */
const PRINTED = `diff a b.go.orig a b.go
--- a b.go.orig
+++ a b.go
@@ -2,10 +2,10 @@
 
 // A does.
 //
-//  x(1)
+//	x(1)
 func A() {}
 
-func B()  {
-x:=1
-_ = x
+func B() {
+	x := 1
+	_ = x
 }
diff c.go.orig c.go
--- c.go.orig
+++ c.go
@@ -1,2 +1,3 @@
 package c
+
 func C() {}
@@ -30 +31,0 @@
--- c.go.orig
`;

test('lines that stand together are one place, what is put in is at the line before it', () => {
  expect([...replacedPlaces(PRINTED)]).toEqual([
    [
      'a b.go.orig',
      [
        { startLine: 5, endLine: 5 },
        { startLine: 8, endLine: 10 },
      ],
    ],
    [
      'c.go.orig',
      [
        { startLine: 1, endLine: 1 },
        { startLine: 30, endLine: 30 },
      ],
    ],
  ]);
});

test('a line of a file that looks like a header is none', () => {
  const spoofed = '--- a.go.orig\n+++ a.go\n@@ -1,3 +1,2 @@\n--- b.go.orig\n+++ b.go\n-x\n-y\n+z\n';
  expect([...replacedPlaces(spoofed).keys()]).toEqual(['a.go.orig']);
});

test.each(['', '@@ -1 +1 @@\n-a\n+b\n', '--- a\n+++ b\n', '--- a\n+++ b\n@@ -5,900 +5,900 @@\n'])('%j has none', (text) => {
  expect([...replacedPlaces(text).values()].flat()).toEqual([]);
});
