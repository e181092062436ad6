import { expect, test } from 'vitest'
import type { DraftSummary } from '../../server/desk/schema.ts'
import type { Revision } from '../../server/review/schema.ts'
import { bandWords, failedBeside, replyAsProse } from './words.ts'

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
