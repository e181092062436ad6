import { expect, test } from 'vitest'
import { bodyOf, inUseWords, savedWords, versionWords, withBody } from './prompt-words.ts'
import { openingWords, percent, spreadWords } from './profile-words.ts'
import type { PromptView } from '../../server/prompts/schema.ts'

const view = (more: Partial<PromptView>): PromptView => ({
  name: 'draft',
  purpose: '',
  kind: 'prompt',
  use: 'draft',
  sha: 'aaaaaaaa11',
  text: '',
  chosen: false,
  shippedSha: 'aaaaaaaa11',
  versions: [],
  ...more,
})

test.each([
  ['an untouched prompt', view({}), 'Drafts use the shipped one, version aaaaaaaa'],
  [
    'a chosen version beside a shipped one',
    view({ chosen: true, sha: 'bbbbbbbb22' }),
    'Drafts use version bbbbbbbb, your choice; the shipped one is aaaaaaaa',
  ],
  ['the shipped one held', view({ chosen: true }), 'Drafts use version aaaaaaaa, your choice'],
  ['a prompt of one’s own', view({ name: 'brief', shippedSha: null }), 'In use: the newest, version aaaaaaaa'],
  ['a part', view({ kind: 'part', use: null }), 'Prompts show the shipped one, version aaaaaaaa'],
])('what is in use: %s', (_name, given, expected) => expect(inUseWords(given)).toBe(expected))

test('a version says its day and what it is', () => {
  expect(versionWords({ sha: 'aaaaaaaa11', createdAt: null }, view({}))).toBe('aaaaaaaa, in use, shipped')
  expect(versionWords({ sha: 'cccccccc33', createdAt: '2026-11-25T12:00:00Z' }, view({}))).toMatch(
    /^cccccccc, 25 Nov,? \d\d:00$/,
  )
})

test.each([
  ['a shipped one', 'draft', view({}), '. What is in use stays in use until you choose this one.'],
  ['one of one’s own', 'brief', view({ name: 'brief', shippedSha: null }), '. It is the newest, so it is in use.'],
  ['under another name', 'brief', view({}), ' of brief'],
])('what a save did: %s', (_name, name, before, expected) =>
  expect(savedWords({ name, sha: 'dddddddd44' }, before)).toBe(`Saved as version dddddddd${expected}`),
)

test('a part gets another body under its own front matter', () => {
  const text = '---\nname: style-card\nkind: part\n---\n\n## Card\n- One.\n'
  expect(bodyOf(text)).toBe('## Card\n- One.')
  expect(withBody(text, '## Card\n- Two.\n')).toBe('---\nname: style-card\nkind: part\n---\n\n## Card\n- Two.\n')
})

test('figures in words', () => {
  expect(spreadWords({ n: 0, min: null, median: null, max: null })).toBe('–')
  expect(spreadWords({ n: 1, min: 4, median: 4, max: 4 })).toBe('4')
  expect(spreadWords({ n: 9, min: 36, median: 66.25, max: 179 })).toBe('36 to 179, usually 66.3')
  expect([null, 0, 0.001, 0.084].map(percent)).toEqual(['–', '0 %', 'under 1 %', '8 %'])
  const openings = (['verb', 'other', 'verb'] as const).map((kind) => ({ heading: '', words: '', kind }))
  expect(openingWords(openings)).toBe('of 3: 2 with a verb, 1 otherwise')
})
