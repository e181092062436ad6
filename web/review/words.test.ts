import { expect, test } from 'vitest'
import type { DraftSummary } from '../../server/desk/schema.ts'
import type { Revision } from '../../server/review/schema.ts'
import type { Draft } from '../../server/drafting/schema.ts'
import { bandWords, draftNews, failedBeside, learningWords, rankWords, replyAsProse } from './words.ts'

test.each([
  [212, 'normal', { text: '212 of 150-210 words', off: '2 over', state: 'long' }],
  [150, 'normal', { text: '150 of 150-210 words', off: 'in the band', state: 'in' }],
  [0, 100, { text: '0 of 85-115 words', off: '85 to go', state: 'short' }],
] as const)('%d words of %s', (words, length, expected) => expect(bandWords(words, length)).toEqual(expected))

test.each([
  ['marks are taken out', 'It works. [[p4: "it [really] works"]] Yes.', 'It works. Yes.'],
  ['a mark that is still being written is held back', 'It works. [[p4: "it re', 'It works.'],
  ['so is its first bracket', 'It works. [', 'It works.'],
  ['the tail is not part of the entry', 'It works.\n\nFor the editor:\n- note 2 not used', 'It works.'],
])('%s', (_name, reply, prose) => expect(replyAsProse(reply)).toBe(prose))

const draft = (number: number, status: DraftSummary['status'], kind = 'out-of-quota') =>
  ({ id: `d${number}`, number, status, error: status === 'complete' ? null : { kind, message: 'No.' } }) as DraftSummary
const head = (draftId: string | null) => ({ draftId }) as Revision

test.each([
  ['a newer draft that failed beside the text', head('d1'), [draft(2, 'failed'), draft(1, 'complete')], 2],
  ['one that was cut beside a text of one’s own', head(null), [draft(1, 'incomplete')], 1],
  ['not one that went well since', head('d1'), [draft(3, 'complete'), draft(2, 'failed'), draft(1, 'complete')], null],
  ['not one that the editor stopped', head('d1'), [draft(2, 'incomplete', 'stopped'), draft(1, 'complete')], null],
  ['not the draft that the text is', head('d1'), [draft(1, 'incomplete')], null],
  ['nothing where there is no text: its page tells it', null, [draft(1, 'failed')], null],
] as const)('told beside the text: %s', (_name, text, drafts, expected) =>
  expect(failedBeside({ head: text, drafts: [...drafts] })?.number ?? null).toBe(expected),
)

const whole = {
  error: null,
  notesNotMentioned: [],
  plan: null,
  repair: null,
  rank: null,
  tail: [],
  broken: [],
} as unknown as Draft
const repair = { asked: 'shorter', words: 260, wordsAfter: 204, kept: 'second', error: null } as const

test.each([
  ['a second text that was better', repair, 'Asked once to be shorter: 260 words, then 204'],
  [
    'one that was not',
    { ...repair, kept: 'first', wordsAfter: 270 },
    'Asked once to be shorter: 260 words, then 270, which was no better',
  ],
  [
    'none',
    { ...repair, kept: 'first', wordsAfter: null, error: { kind: 'stopped', message: 'Stopped.' } },
    'Asked once to be shorter: 260 words; no second text came (Stopped.)',
  ],
] as const)('what came of asking for another length is told: %s', (_name, asked, said) =>
  expect(draftNews({ ...whole, repair: asked })).toEqual([said]),
)

test('the rank of a draft, and what it rests on, in words', () => {
  expect([1, 2, 3, 4].map((place) => rankWords({ place, of: 4 }))).toEqual([
    'best of 4',
    '2nd of 4',
    '3rd of 4',
    '4th of 4',
  ])
  expect(learningWords({ choices: 3 })).toBe('Weights set by hand; learning from what you keep, 3 of 20')
  expect(learningWords({ choices: 24 })).toBe('Weights learnt from 24 drafts that you kept')
})
