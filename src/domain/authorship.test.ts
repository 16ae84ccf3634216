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
  ['a person who works there', commit('Add a thing\n\nCo-authored-by: Bea <bea@anthropic.com>', { name: 'Ada', email: 'ada@openai.com' })],
  ['a person called Abbot', commit('Add a thing', { name: 'Ida Abbot', email: 'ida@example.com' })],
  ['a person who signs off beside a Claude', commit('Add a thing\n\nSigned-off-by: Claude Monet <claude@example.com>')],
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
  // As real commits have them.
  ['Claude Code', commit('Add a thing\n\nCo-authored-by: Claude Opus 4.6 (1M context) <noreply@anthropic.com>')],
  ['Claude Code', commit('Add a thing\n\nCo-authored-by: claude[bot] <209825114+claude[bot]@users.noreply.github.com>')],
  ['Claude Code', commit('Add a thing\n\nClaude-Generated-By: Claude Code (cli/claude-opus-4-5=100%)')],
  ['Claude Code', commit('Add a thing\n\nAssisted-by: Claude:claude-opus-4-5')],
  ['Copilot', commit('Add a thing\n\nCo-authored-by: Copilot App <223556219+Copilot@users.noreply.github.com>')],
  ['Copilot', commit('Add a thing\n\nCo-authored-by: Copilot <copilot@github.com>')],
  ['Copilot', commit('Add a thing\n\nCo-authored-by: copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>')],
  [
    'Copilot',
    commit(
      'Fix code scanning alert\n\nCo-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>',
    ),
  ],
  ['Copilot', commit('Add a thing\n\nCopilot-Session: 4b04480c-c2e9-483e-9b0f-34830b76a2f8')],
  ['Codex', commit('Add a thing\n\nCo-authored-by: Codex <noreply@openai.com>')],
  ['Codex', commit('Add a thing\n\nAssisted-by: openai:gpt-5.5')],
  ['Cursor', commit('Add a thing\n\nCo-authored-by: Cursor Agent <cursoragent@cursor.com>')],
  ['Gemini', commit('Add a thing\n\nCo-authored-by: gemini-cli[bot] <gemini-cli[bot]@users.noreply.github.com>')],
  ['Gemini', commit('Add a thing\n\nCo-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>')],
  ['Jules', commit('Add a thing', { name: 'google-labs-jules[bot]', email: '161369871+google-labs-jules[bot]@users.noreply.github.com' })],
  ['Devin', commit('Add a thing\n\nCo-Authored-By: Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>')],
  ['aider', commit('Add a thing\n\nCo-authored-by: aider (gpt-4o) <aider@aider.chat>')],
  ['OpenCode', commit('Add a thing\n\nCo-authored-by: OpenCode (claude-opus-4-8) <noreply@opencode.ai>')],
  ['Amp', commit('Add a thing\n\nCo-authored-by: Amp <amp@ampcode.com>')],
  ['OpenHands', commit('Add a thing\n\nCo-authored-by: openhands <openhands@all-hands.dev>')],
  ['Crush', commit('Add a thing\n\n💘 Generated with Crush\n\nCo-Authored-By: Crush <crush@charm.land>')],
  ['Jidoka', commit('Add a thing\n\nWork-Order: a-thing', { name: 'Jidoka', email: 'jidoka@localhost' })],
])('%s, alone or beside a person', (name, signed) => {
  expect(authorshipOf(signed)).toEqual({ kind: 'agent', name });
});

test.each([
  ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
  ['renovate-bot', 'renovate@example.com'],
  ['gemini-cli-robot', 'gemini-cli-robot@google.com'],
])('%s is a program without a model', (name, email) => {
  expect(authorshipOf(commit('Bump left from 1 to 2', { name, email }))).toEqual({ kind: 'automation', name });
});
