import { expect, test } from 'vitest'
import type { PaperRow, PaperStage } from '../../server/desk/schema.ts'
import { draftWords, inTab, matchesFilter } from './row-words.ts'

const row = (stage: PaperStage): PaperRow => ({
  paper: {
    id: '00000000-0000-4000-8000-000000000000' as PaperRow['paper']['id'],
    title: 'Windows and passages',
    authors: ['Ada Lovelace', 'Mary Somerville'],
    arxivId: '2205.09726',
    doi: null,
    starred: false,
    length: 'normal',
    skipped: stage === 'skipped',
    addedAt: '2026-11-25T10:00:00Z',
    fileId: 'f' as PaperRow['paper']['fileId'],
    fileName: 'windows.pdf',
    version: 1,
  },
  stage,
  reading: { state: 'read', pageCount: 4, pagesNotRead: [], warnings: [] },
  noteCount: 0,
  draft: null,
  words: 0,
  toLookAt: 0,
  approvedAt: null,
  inIssue: null,
})

test('a paper that cannot be read still waits under "to review"', () => {
  expect(inTab(row('unreadable'), 'to-review')).toBe(true)
  expect(inTab(row('approved'), 'to-review')).toBe(false)
})
test('skipped papers are out of sight everywhere but in their tab', () => {
  expect(inTab(row('skipped'), 'all')).toBe(false)
  expect(inTab(row('skipped'), 'skipped')).toBe(true)
})
test.each(['somerville', 'WINDOWS pass', '2205', 'windows.pdf', ''])('the filter "%s" finds it', (filter) =>
  expect(matchesFilter(row('approved'), filter)).toBe(true),
)
test('every word of the filter has to match', () =>
  expect(matchesFilter(row('approved'), 'windows babbage')).toBe(false))
test('an incomplete draft never reads like a whole one', () =>
  expect(draftWords({ id: 'd', status: 'incomplete', model: 'm', number: 2 })).toBe('draft 2, incomplete'))
