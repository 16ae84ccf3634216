import { expect, test } from 'vitest';
import { skipByConstraint } from './go-constraint.ts';

test.each([
  ['yes', '//go:build integration\n\npackage a\n'],
  ['yes', '// Copyright\n\n//go:build linux && slow\n\npackage a\n'],
  ['yes', '//go:build !(go1.21 || never)\npackage a\n'],
  ['conditional', '//go:build !windows\npackage a\n'],
  ['conditional', '//go:build slow || (unix && amd64)\npackage a\n'],
  ['conditional', `//go:build ${'('.repeat(10_000)}\npackage a\n`],
  ['no', '//go:build !integration || go1.18\npackage a\n'],
  ['no', 'package a\n\n//go:build integration\n'],
])('%s: %s', (skip, text) => expect(skipByConstraint(text)).toBe(skip));
