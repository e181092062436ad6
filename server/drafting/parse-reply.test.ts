import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EvidenceMark } from '../grounding/schema.ts'
import { parseReply } from './parse-reply.ts'

const quote = (offset: number, text: string, pageNumber: number | null = null): EvidenceMark => ({
  kind: 'quote',
  offset,
  quote: text,
  pageNumber,
})

describe('marks are taken out and keep the place of their sentence', () => {
  test.each<[name: string, reply: string, prose: string, marks: EvidenceMark[]]>([
    ['a run of marks', 'One. [[p4: "a b"]] [[p6: "c"]] Two.', 'One. Two.', [quote(4, 'a b', 4), quote(4, 'c', 6)]],
    ['without a space', 'One.[[p4: "a b"]]Two.', 'One. Two.', [quote(4, 'a b', 4)]],
    ['without a page', 'One. [["a b"]]', 'One.', [quote(4, 'a b')]],
    [
      'brackets in the quote',
      'One. [[p9: "the [Expand] [12] action"]] Two.',
      'One. Two.',
      [quote(4, 'the [Expand] [12] action', 9)],
    ],
    ['double brackets in the quote', 'One. [[p9: "x [[1, 2]] y"]] Two.', 'One. Two.', [quote(4, 'x [[1, 2]] y', 9)]],
    ['a number of a table', 'One. [[p7: "15.60"]] [[p7: 27.15]]', 'One.', [quote(4, '15.60', 7), quote(4, '27.15', 7)]],
    ['curly marks and a line break', 'One. [[page 4: “a\nb”]]', 'One.', [quote(4, 'a b', 4)]],
    ['before the full stop', 'One [[p4: "a b"]]. Two.', 'One. Two.', [quote(4, 'a b', 4)]],
    ['inside a sentence', 'One [[p4: "a b"]], then two.', 'One, then two.', [quote(3, 'a b', 4)]],
    ['after a question', 'Why? [[note 1]]\n\nTwo.', 'Why?\n\nTwo.', [{ kind: 'note', offset: 4, note: 1 }]],
    ['on a line of its own', 'One.\n[[take]]\n\nTwo.', 'One.\n\nTwo.', [{ kind: 'take', offset: 4 }]],
    ['as a paragraph of its own', 'One.\n\n[[take]]\n\nTwo.', 'One.\n\nTwo.', [{ kind: 'take', offset: 4 }]],
    ['in a list', '- One. [[take]]\n- Two.', '- One.\n- Two.', [{ kind: 'take', offset: 6 }]],
    [
      'two notes in one mark',
      'One. [[notes 1 and 3]]',
      'One.',
      [
        { kind: 'note', offset: 4, note: 1 },
        { kind: 'note', offset: 4, note: 3 },
      ],
    ],
    [
      'anything else in double brackets is kept apart',
      'One. [[citation needed]] Two.',
      'One. Two.',
      [{ kind: 'unknown', offset: 4, raw: '[[citation needed]]' }],
    ],
    [
      'an empty quote is no evidence',
      'One. [[p4: ""]] Two.',
      'One. Two.',
      [{ kind: 'unknown', offset: 4, raw: '[[p4: ""]]' }],
    ],
    ['before any text', '[[note 2]] One.', 'One.', [{ kind: 'note', offset: 0, note: 2 }]],
  ])('%s', (_name, reply, prose, marks) => {
    expect(parseReply(reply)).toMatchObject({ prose, marks, broken: [] })
  })
})

describe('a mark that was never closed is cut, counted, and takes nothing else along', () => {
  test.each<[name: string, reply: string, prose: string, broken: string[], marks: EvidenceMark[]]>([
    ['to the end of its paragraph', 'One. [[p4: "a b\n\nTwo.', 'One.\n\nTwo.', ['[[p4: "a b'], []],
    ['at the end of a cut reply', 'One. [[p4: "a', 'One.', ['[[p4: "a'], []],
    [
      'through the end of the mark it swallowed',
      'One. [[p4: "a. Two. [[p5: "b"]] Three. [[take]]',
      'One. Three.',
      ['[[p4: "a. Two. [[p5: "b"]]'],
      [{ kind: 'take', offset: 11 }],
    ],
    [
      'but a quote without its closing quotation mark is closed',
      'One. [[p4: "a]] Two. [[p5: "b"]]',
      'One. Two.',
      [],
      [quote(4, 'a', 4), quote(9, 'b', 5)],
    ],
  ])('%s', (_name, reply, prose, broken, marks) => {
    expect(parseReply(reply)).toMatchObject({ prose, broken, marks })
  })
})

describe('the tail is never draft text', () => {
  test.each([
    ['plain', 'One.\n\nFor the editor:\n- Note 2: not used\n- Clash: a'],
    ['bold', 'One.\n\n**For the editor:**\n\n* Note 2: not used\n* Clash: a'],
    ['a heading in other case', 'One.\n\n### For The Editor:\n1. Note 2: not used\n2. Clash: a'],
    ['with marks in it', 'One.\n\nFor the editor:\n- Note 2: not used [[p3: "x"]]\n- Clash: a'],
  ])('%s', (_name, reply) => {
    expect(parseReply(reply)).toMatchObject({ prose: 'One.', tail: ['Note 2: not used', 'Clash: a'], marks: [] })
  })
  test('the last one wins, and only at the head of a line', () => {
    const reply = 'A note for the editor: none.\n\nFor the editor:\nis a phrase.\n\nFor the editor:\n- real'
    expect(parseReply(reply)).toMatchObject({
      prose: 'A note for the editor: none.\n\nFor the editor:\nis a phrase.',
      tail: ['real'],
    })
  })
})

test('"Not enough readable text" is a state without a draft', () => {
  expect(
    parseReply('**Not enough readable text:** only a title\non page 1.\n\nFor the editor:\n- Not read: p. 2'),
  ).toEqual({
    prose: '',
    marks: [],
    broken: [],
    tail: ['Not read: p. 2'],
    unreadable: 'Not enough readable text: only a title on page 1.',
  })
  expect(parseReply('One. Not enough readable text: no.').unreadable).toBeNull()
})

test('a fence around the reply and thoughts before it are peeled off', () => {
  expect(parseReply('<think>Hm [[take]]</think>\n```markdown\nOne. [[take]]\n```')).toMatchObject({
    prose: 'One.',
    marks: [{ offset: 4 }],
  })
  expect(parseReply('One.\n\n```\ncode\n```').prose).toBe('One.\n\n```\ncode\n```')
})

const folder = path.resolve('server/llm/stub/recordings')
const recordings = readdirSync(folder).filter((file) => /\.house.*\.md$/.test(file))
test.each(recordings)('every mark of the recorded %s is read, each behind the end of a sentence', (name) => {
  const reply = readFileSync(path.join(folder, name), 'utf8')
  const { prose, marks, broken } = parseReply(reply)
  expect(broken).toEqual([])
  expect(marks).toHaveLength(reply.match(/\[\[/g)?.length ?? 0)
  expect(marks.filter(({ kind }) => kind === 'unknown')).toEqual([])
  for (const { offset } of marks) expect(prose.slice(0, offset)).toMatch(/[.?!]["”)]?$/)
  expect(prose).not.toMatch(/\[\[|\]\]|For the editor| {2}/)
})

test('never throws, keeps offsets inside the prose and leaves no mark in it', () => {
  const piece = fc.constantFrom(
    '[[',
    ']]',
    '"',
    'p4: ',
    'note 1',
    'take',
    'Word. ',
    '\n',
    '\n\n',
    'For the editor:',
    '- ',
    '```',
    '.',
    ' ',
    '“',
    '\ud835',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const { prose, marks } = parseReply(pieces.join(''))
      expect(prose).not.toContain('[[')
      for (const { offset } of marks) expect(offset >= 0 && offset <= prose.length).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
