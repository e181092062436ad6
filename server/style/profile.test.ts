import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { benchDataOrSay } from '../../test/bench-data.ts'
import { importIssue } from './import-issue.ts'
import { profileLine, profileOf } from './profile.ts'
import { styleCard } from './style-card.ts'

const issue = importIssue(`# 2026-3-1 roundup: A, B

## ⭐ First: One

Trains a small ranker. It's cheap, going from 10% → 20% recall.

…and on longer texts:

## Second

What if you didn't? I like the the idea, and 3 runs back it up.
`)

test('lengths by star, voice, numbers and openings are counted', () => {
  const profile = profileOf([issue])
  expect(profile).toMatchObject({
    entries: 2,
    callOuts: 1,
    // 4 + 7 words of prose ("→" is no word) and 5 of the call-out.
    starred: { words: { n: 1, min: 15, max: 15 }, paragraphs: { max: 1 }, sentences: { max: 2 } },
    plain: { words: { n: 1, median: 15 } },
    firstPersonShare: 1 / 4,
    questionShare: 1 / 2,
    arrows: 1,
    numbersPerEntry: { n: 2, min: 1, median: 1.5, max: 2 },
    openings: [
      { words: 'Trains a small ranker.', kind: 'verb' },
      { words: "What if you didn't?", kind: 'question' },
    ],
    slips: [{ heading: 'Second' }],
  })
  expect(profile.neverUsed).toContain('novel')
  expect(profileLine(profile)).toBe('2 entries, 1 starred, 15 words')
})

test('the card gives the figures and none of the words or slips of the past issue', () => {
  const card = styleCard(profileOf([issue]))
  expect(card).toMatch(
    /^## House style card\nMeasured on 1 issue with 2 entries\.\n- Lengths: starred entries run 15 words in 1 short paragraph; /,
  )
  expect(card).toContain('1 of 2 drop the subject and begin with the verb.')
  expect(card).not.toMatch(/the the|ranker|recall/)
})

test('nothing measured is no card, and no zero', () => {
  const profile = profileOf([])
  expect(profile).toMatchObject({
    firstPersonShare: null,
    questionShare: null,
    contractionsPer100Words: null,
    starred: { words: { n: 0, median: null } },
  })
  expect(styleCard(profile)).toBe('')
  expect(profileLine(profile)).toBe('no entries')
})

const bench = benchDataOrSay('the profile of a published issue')
test.runIf(bench)('a published issue measures as it was counted by hand', () => {
  const text = readFileSync(path.join(bench!, '../house-style/2022-05-22-roundup.txt'), 'utf8')
  const profile = profileOf([importIssue(text)])
  // Counted there with "→" and "+" as words, so one more in two entries.
  expect(profile.starred.words).toMatchObject({ n: 2, min: 187, max: 363 })
  expect(profile.plain.words).toMatchObject({ n: 8, min: 36, max: 179 })
  expect(profile.slips).toHaveLength(2)
})
