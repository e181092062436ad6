import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { madePaper } from '../../../test/made-paper.ts'
import { extractPaper } from '../../papers/extraction/extract-paper.ts'
import { lengthBand, type Length, type PaperText } from '../../papers/schema.ts'
import { countWords } from '../../text/count-words.ts'
import { squeeze } from '../../text/normalize.ts'
import { offlineHead } from '../../text/offline-head.ts'
import { parseReply } from '../parse-reply.ts'
import { standalone } from './candidates.ts'
import { draftOffline } from './draft-offline.ts'
import { gistScores } from './gist-scores.ts'

const files = ['interval-width', 'edit-cost', 'passage-windows']
const papers = new Map<string, PaperText>()
beforeAll(async () => {
  for (const name of files) {
    const read = await extractPaper(new Uint8Array(readFileSync(path.resolve(`papers/${name}.pdf`))))
    if (!read.ok) throw new Error(read.error.message)
    papers.set(name, read.value)
  }
})

describe.each(files)('over the sample paper %s', (name) => {
  test('every sentence is one of the paper, with a quote on the right page', () => {
    const paper = papers.get(name)!
    const { prose, marks, broken } = parseReply(draftOffline(paper, { length: 'normal' }))
    expect(broken).toEqual([])
    const bullets = prose.split('\n').slice(2)
    expect(bullets.length).toBeGreaterThan(3)
    const whole = squeeze(paper.blocks.map(({ text }) => text).join(' ')).text
    for (const bullet of bullets) expect(whole).toContain(squeeze(bullet.replace(/^- \w+: /, '')).text)
    const quotes = marks.flatMap((mark) => (mark.kind === 'quote' ? [mark] : []))
    expect(quotes.length).toBeGreaterThanOrEqual(bullets.length)
    const strays = quotes.filter(
      ({ quote, pageNumber }) => !squeeze(paper.pages[pageNumber! - 1]!.text).text.includes(squeeze(quote).text),
    )
    expect(strays).toEqual([])
  })

  test.each<Length>(['one-liner', 'short', 'normal', 'starred', 120])('length %s is not overrun', (length) => {
    const { prose } = parseReply(draftOffline(papers.get(name)!, { length }))
    expect(countWords(prose)).toBeLessThanOrEqual(lengthBand(length).max)
    expect(countWords(prose)).toBeGreaterThan(lengthBand(length).aim * 0.5)
  })
})

test('it is headed as what it is, and laid out as notes in the order of the paper', () => {
  const reply = draftOffline(papers.get('edit-cost')!, { length: 'starred' })
  expect(reply.startsWith(`${offlineHead}\n\n- What: `)).toBe(true)
  const labels = [...reply.matchAll(/^- (\w+):/gm)].map((match) => match[1])
  expect([...new Set(labels)]).toEqual(['What', 'How', 'Result', 'Caveat'])
})

test("the editor's notes come first, as they are", () => {
  const notes = [
    { number: 1, text: 'moving costs double, why?' },
    { number: 2, text: 'a [[trap]] in a note' },
  ]
  const { prose, marks } = parseReply(draftOffline(papers.get('edit-cost')!, { length: 'normal', notes }))
  expect(prose.split('\n').slice(2, 4)).toEqual(['- Note: moving costs double, why?', '- Note: a [trap] in a note.'])
  expect(marks.slice(0, 2)).toMatchObject([
    { kind: 'note', note: 1 },
    { kind: 'note', note: 2 },
  ])
})

test('a note draws the sentences that it is about', () => {
  const about = (notes: { number: number; text: string }[]) =>
    draftOffline(papers.get('passage-windows')!, { length: 'short', notes })
  expect(about([])).not.toContain('one core')
  expect(about([{ number: 1, text: 'program takes how many seconds on one core' }])).toContain('one core')
})

test('a paper without a whole sentence is said to be unreadable', () => {
  const paper = madePaper([{ kind: 'paragraph', text: 'Table of contents 1 2 3' }])
  expect(parseReply(draftOffline(paper, { length: 'short' }))).toMatchObject({
    prose: '',
    unreadable: expect.stringContaining('Not enough readable text'),
  })
})

describe('what cannot stand alone is left out', () => {
  test.each([
    ['a pronoun that hangs', 'This leads to a large drop of the error on all tasks.', null],
    ['a stub', 'We thank nobody.', null],
    ['a caption', 'Figure 3: The error of the model over time on all tasks.', null],
    ['a header', 'PROCEEDINGS OF THE CONFERENCE Widgets are small and are used everywhere.', null],
    ['a heading that stuck', 'Introduction Widgets are small and are used nearly everywhere today.', null],
    ['a formula', 'We set x = y + z and then use it in all the other experiments.', null],
    ['a torn bracket', 'We use the data of others (Smith et al. for all the experiments.', null],
    ['thanks', 'We thank the reviewers for their many and very helpful comments.', null],
    ['half a sentence', 'and then we use it in all of the other experiments.', null],
    [
      'the paper itself',
      'This paper shows that widgets can be made much smaller than before.',
      'This paper shows that widgets can be made much smaller than before.',
    ],
    [
      'a connective',
      'Moreover, our widget is smaller than all the others.',
      'Our widget is smaller than all the others.',
    ],
    [
      'a pronoun in a connective',
      'To address these issues, we propose a widget that is smaller.',
      'We propose a widget that is smaller.',
    ],
    [
      'an abstract with its label',
      'Abstract. We propose a widget that is smaller than others.',
      'We propose a widget that is smaller than others.',
    ],
  ])('%s', (_name, sentence, expected) => expect(standalone(sentence)).toBe(expected))
})

test('the gist of an abstract is what was done, not the background', () => {
  const scores = gistScores([
    'Recent years have seen many existing methods for making widgets.',
    'However, making widgets remains difficult.',
    'In this paper, we propose a new method, called WIDGET, that makes them small.',
    'Code is available at our site.',
  ])
  expect(scores.indexOf(Math.max(...scores))).toBe(2)
})
