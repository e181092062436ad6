import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { anchorQuote } from './anchor-quote.ts'
import { ground } from './ground.ts'
import { indexPaper } from './paper-index.ts'
import type { EvidenceMark } from './schema.ts'

const paper = indexPaper(
  typedPaper(
    [
      [
        {
          kind: 'abstract',
          text: 'We rank continuations with a model of 1.2B parameters. MAUVE rises from 69.7 to 80.7 over nucleus sampling.',
        },
        'The ranker is trained with negatives from the same document.',
      ],
      ['Training took 5 days on 8 GPUs. We use 60,000 patches.', 'The gap to people stays large, as Figure 3 shows.'],
      ['Our annotators preferred the ranker in 74.5% of the comparisons.'],
      [
        'Licences are listed below.',
        'The optimiser was Adam.',
        'Each step saw 512 prompts.',
        'Seeds were fixed.',
        'Thanks go to everybody.',
      ],
    ],
    [
      {
        pageIndex: 2,
        label: 'Table 3',
        rows: [
          ['Decoding', 'PG19', 'Wiki'],
          ['Greedy', '9.31', '6.62'],
          ['Nucleus', '77.82', '69.75'],
        ],
      },
    ],
  ),
)

/** The draft with `[[quote]]` after sentences, read as marks. */
function drafted(marked: string) {
  const marks: EvidenceMark[] = []
  let prose = ''
  for (const part of marked.split(/(\s*\[\[.*?\]\])/)) {
    const body = /^\s*\[\[(.*)\]\]$/.exec(part)?.[1]
    if (body === undefined) prose += part
    else if (body === 'take') marks.push({ kind: 'take', offset: prose.length })
    else if (body.startsWith('note ')) marks.push({ kind: 'note', offset: prose.length, note: Number(body.slice(5)) })
    else marks.push({ kind: 'quote', offset: prose.length, quote: body, pageNumber: null })
  }
  return { prose, marks }
}
const groundDraft = (marked: string) => {
  const draft = drafted(marked)
  return ground({ text: draft.prose, draft, paper })
}
const numbersOf = (sentence: string) =>
  groundDraft(sentence).sentences.flatMap((found) => found.numbers.map((number) => [number.text, number.status]))

test('a sentence with a found quote is quoted, with its page; a run of marks belongs to it', () => {
  const [first, second] = groundDraft(
    'Ranks continuations with 1.2B parameters. [[a model of 1.2B parameters]] [[note 2]] Nobody asked about the weather in Lisbon.',
  ).sentences
  expect(first).toMatchObject({
    status: 'quoted',
    notes: [2],
    quotes: [{ status: 'found', weak: false, anchor: { spans: [{ pageIndex: 0 }] } }],
  })
  expect(second).toMatchObject({ status: 'missing', quotes: [] })
})

test('an altered quote is approximate and says where it differs, an invented one is not found and leaves the nearest passage', () => {
  const [altered, invented] = groundDraft(
    'Trained on negatives. [[The ranker is trained with positives from the same document.]] Annotators liked it in comparisons. [[people loved it more than anything else ever]]',
  ).sentences
  expect(altered).toMatchObject({
    status: 'quoted',
    quotes: [{ status: 'approximate', differs: 'the paper has "negatives", the quote "positives"' }],
  })
  expect(invented).toMatchObject({
    status: 'closest',
    quotes: [{ status: 'not-found', anchor: null }],
  })
})

test('a bare number is a weak quote: its sentence is not called quoted', () => {
  expect(groundDraft('Annotators preferred it in 74.5% of comparisons. [[74.5%]]').sentences[0]).toMatchObject({
    status: 'closest',
    quotes: [{ status: 'found', weak: true }],
  })
})

test('a mark ends its sentence, also without a stop', () => {
  const texts = groundDraft(
    'Two things matter [[trained with negatives from the same document]] The ranker is large.',
  ).sentences.map((sentence) => sentence.text)
  expect(texts).toEqual(['Two things matter', 'The ranker is large.'])
})

test.each([
  [
    'near the evidence',
    'MAUVE rises from 69.7 to 80.7.',
    [
      ['69.7', 'near'],
      ['80.7', 'near'],
    ],
  ],
  ['elsewhere', 'Our annotators preferred the ranker over 512.', [['512', 'elsewhere']]],
  [
    'derived from two of the sentence',
    'MAUVE rises from 69.7 to 80.7, by 11 points.',
    [
      ['69.7', 'near'],
      ['80.7', 'near'],
      ['11 points', 'derived'],
    ],
  ],
  [
    'missing',
    'MAUVE rises from 69.7 to 87.0.',
    [
      ['69.7', 'near'],
      ['87.0', 'missing'],
    ],
  ],
  [
    'in other words',
    'It has 1.2 billion parameters and sixty thousand patches.',
    [
      ['1.2 billion', 'near'],
      ['sixty thousand', 'near'],
    ],
  ],
  ['soft and not there: not listed', 'Trained on one of them, twice.', []],
])('a number is %s', (_name, sentence, expected) => expect(numbersOf(sentence)).toEqual(expected))

test('a number that a cited figure or an unread page could hold is not called missing', () => {
  const [sentence] = groundDraft(
    'The gap to people is 23 points. [[The gap to people stays large, as Figure 3 shows.]]',
  ).sentences
  expect(sentence!.numbers[0]!.status).toBe('maybe-in-figure')
  const scanned = indexPaper(typedPaper([['One readable page.'], []], [], { 1: 'no-text-layer' }))
  const grounding = ground({
    text: 'It gains 23 points.',
    draft: { prose: 'It gains 23 points.', marks: [] },
    paper: scanned,
  })
  expect(grounding).toMatchObject({ pagesNotRead: [2], sentences: [{ numbers: [{ status: 'maybe-in-figure' }] }] })
})

test('a number in a table is named by its cell, and its place is the cell’s', () => {
  const [place] = groundDraft('Nucleus sampling gets 77.82 on books.').sentences[0]!.numbers[0]!.places
  expect(place).toMatchObject({ cell: 'Table 3, Nucleus, PG19', span: { pageIndex: 2 } })
  expect(paper.paper.pages[2]!.text.slice(place!.span.start, place!.span.end)).toBe('77.82')
})

test('of several cells with the same value the one whose heads the sentence names comes first', () => {
  const rows = [
    ['Model', 'Recall', 'Speed'],
    ['Alpha', '85.6', '17.5'],
    ['Beta', '85.6', '18.5'],
  ]
  const twice = indexPaper(typedPaper([['Some text.']], [{ pageIndex: 0, label: 'Table 1', rows }]))
  const cells = (text: string) =>
    ground({ text, draft: null, paper: twice }).sentences[0]!.numbers[0]!.places.map((place) => place.cell)
  expect(cells('Alpha has a recall of 85.6.')).toEqual(['Table 1, Alpha, Recall', 'Table 1, Beta, Recall'])
  expect(cells('Beta has a recall of 85.6.')).toEqual(['Table 1, Beta, Recall', 'Table 1, Alpha, Recall'])
})

test('number places count in the checked text', () => {
  const text = 'First this. MAUVE rises to 80.7 then.'
  const [, second] = ground({ text, draft: { prose: text, marks: [] }, paper }).sentences
  expect(second!.numbers.map((number) => text.slice(number.start, number.end))).toEqual(['80.7'])
})

test('who wrote a sentence decides: as drafted, grown from the draft, or own', () => {
  const draft = drafted(
    'Ranks continuations with 1.2B parameters. [[a model of 1.2B parameters]] It took 5 days on 8 GPUs. [[Training took 5 days on 8 GPUs.]]',
  )
  const text =
    'Ranks  continuations with\n1.2B parameters. It took 5 whole days on 8 GPUs. I like that it costs 9.99 dollars.'
  const { sentences } = ground({ text, draft, paper })
  expect(sentences.map(({ status, changed, quotes }) => [status, changed, quotes.length])).toEqual([
    ['quoted', false, 1],
    ['quoted', true, 1],
    ['own', false, 0],
  ])
  expect(sentences[2]!.numbers[0]).toMatchObject({ text: '9.99', status: 'missing' })
})

test('without a draft every sentence is own; a suggested take is own too', () => {
  expect(
    ground({ text: 'A claim. Another.', draft: null, paper }).sentences.map((sentence) => sentence.status),
  ).toEqual(['own', 'own'])
  expect(groundDraft('Maybe ranking is all you need. [[take]]').sentences[0]).toMatchObject({
    status: 'own',
    take: true,
  })
})

test('a question makes no claim, but its numbers are looked up', () => {
  expect(groundDraft('Why would 87.0 quarks sing?').sentences[0]).toMatchObject({
    status: 'closest',
    checks: [],
    numbers: [{ text: '87.0', status: 'missing' }],
  })
})

test('a link of the editor survives an edit of the sentence and a new reading of the paper', () => {
  const place = anchorQuote('Our annotators preferred the ranker', paper)
  if (!place.ok) throw new Error(place.error.message)
  const links = [{ sentence: 'People liked the ranker a lot.', anchor: place.value.anchor }]
  const again = indexPaper(typedPaper([['A new page.'], ['Our annotators\npreferred the ranker.']]))
  const grounding = ground({ text: 'People liked the ranker.', draft: null, links, paper: again })
  const [sentence] = grounding.sentences
  expect(sentence!.status).toBe('linked')
  expect(sentence!.passages[0]!.anchor).toMatchObject({
    quote: 'Our annotators preferred the ranker',
    spans: [{ pageIndex: 1, start: 0 }],
  })
})

test('only what changed is grounded anew, and the result is the same', () => {
  const draft = drafted(
    'Ranks continuations with 1.2B parameters. [[a model of 1.2B parameters]] MAUVE rises from 69.7 to 80.7. It took 5 days on 8 GPUs.',
  )
  const previous = ground({ text: draft.prose, draft, paper })
  const text = `Opening words. ${draft.prose.replace('5 days', '6 days')}`
  const fresh = ground({ text, draft, paper })
  expect(ground({ text, draft, paper, previous })).toEqual(fresh)
  // What was kept is taken from `previous`: a mark put there shows.
  previous.sentences[1]!.passages = []
  expect(ground({ text, draft, paper, previous }).sentences.map((sentence) => sentence.passages.length)).toEqual([
    0, 3, 0, 2,
  ])
})
