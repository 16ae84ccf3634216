import { expect, test } from 'vitest';
import { authorshipOf } from './authorship.ts';

const ADA = { name: 'Ada', email: 'ada@example.com' };
const commit = (message: string, author = ADA) => ({ author, message });

test.each([
  ['a person', commit('Add a thing')],
  [
    'a person who writes about an agent',
    commit('Document Claude Code\n\nIt leaves noreply@anthropic.com in its trailer, generated with Claude Code.'),
  ],
  ['two people', commit('Add a thing\n\nCo-authored-by: Bea <bea@example.com>')],
  ['a person called Claude', commit('Add a thing', { name: 'Claude Monet', email: 'claude@example.com' })],
])('%s', (_, signed) => {
  expect(authorshipOf(signed)).toEqual({ kind: 'person' });
});

test.each([
  ['Claude Code', commit('Add a thing\n\nCo-Authored-By: Claude Opus 4.5 <noreply@anthropic.com>')],
  ['Claude Code', commit('Add a thing\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)')],
  ['Copilot', commit('Add a thing', { name: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com' })],
  ['Copilot', commit('Add a thing\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>')],
  ['Codex', commit('Add a thing\n\nCo-authored-by: Codex <codex@openai.com>')],
  ['Cursor', commit('Add a thing\n\nCo-authored-by: Cursor <cursoragent@cursor.com>')],
  ['Devin', commit('Add a thing', { name: 'devin-ai-integration[bot]', email: '1+devin-ai-integration[bot]@users.noreply.github.com' })],
  ['aider', commit('Add a thing', { name: 'Ada (aider)', email: 'ada@example.com' })],
  ['Jidoka', commit('Add a thing\n\nWork-Order: a-thing', { name: 'Jidoka', email: 'jidoka@localhost' })],
])('%s, alone or beside a person', (name, signed) => {
  expect(authorshipOf(signed)).toEqual({ kind: 'agent', name });
});

test('a program without a model', () => {
  const author = { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' };
  expect(authorshipOf(commit('Bump left from 1 to 2', author))).toEqual({ kind: 'automation', name: 'dependabot[bot]' });
});
