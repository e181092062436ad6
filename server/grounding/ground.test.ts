import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { anchorQuote } from './anchor-quote.ts'
import { ground } from './ground.ts'
import { indexPaper } from './paper-index.ts'
import type { EvidenceMark, Grounding } from './schema.ts'

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

const measured = indexPaper(
  typedPaper(
    [
      ['The screen keeps 4 frames of every game.', 'A survey found that 94.0% of the labels were sound.'],
      ['Training took 25.5 hours on one machine.'],
    ],
    [
      {
        pageIndex: 0,
        label: 'Table 1',
        rows: [
          ['Model', 'Size', 'Recall', 'Games'],
          ['Alpha', '10.5', '85.6', '4'],
          ['Beta', '20.5', '85.6', '6'],
          ['Gamma', '25.5', '94.0', '7'],
        ],
      },
    ],
  ),
)
const firstCells = (text: string) =>
  ground({ text, draft: null, paper: measured }).sentences[0]!.numbers.map(
    (number) => number.places.find((place) => place.cell !== null)?.cell,
  )

test('of several cells with the same value the one beside the sentence’s other numbers is named', () => {
  expect(firstCells('With 10.5 it comes to 85.6.')).toEqual(['Table 1, Alpha, Size', 'Table 1, Alpha, Recall'])
  expect(firstCells('With 20.5 it comes to 85.6.')).toEqual(['Table 1, Beta, Size', 'Table 1, Beta, Recall'])
})

test.each([
  ['a small count whose head the sentence does not say', 'It sees the last 4 frames.', undefined],
  ['a small count in words', 'Alpha plays four games.', undefined],
  ['a small count beside the head of its row', 'Alpha plays 4 of them.', 'Table 1, Alpha, Games'],
  [
    'a number that prose has too, in a sentence that does not speak of the table',
    'Of the labels 94.0% hold.',
    undefined,
  ],
  ['the same in a sentence that does', 'Gamma has a recall of 94.0%.', 'Table 1, Gamma, Recall'],
])('%s: a cell is named only where it is meant', (_name, text, cell) => expect(firstCells(text)).toEqual([cell]))

test('a factor is no rounding of a bare number of a table', () => {
  const rows = [
    ['Model', 'Answers'],
    ['Alpha', '2.96'],
  ]
  const counted = indexPaper(
    typedPaper([['Recall goes from 20.5 to 60.5.']], [{ pageIndex: 0, label: 'Table 1', rows }]),
  )
  const text = 'Recall goes from 20.5 to 60.5, or 3.0x.'
  const factor = ground({ text, draft: null, paper: counted }).sentences[0]!.numbers[2]
  expect(factor).toMatchObject({ status: 'derived', derivation: '60.5 / 20.5' })
})

test('all places of a number are listed, the likeliest first', () => {
  const often = indexPaper(
    typedPaper([['Training needs 512 prompts a step.'], ['Each batch has 512 rows.'], ['We saw 512 prompts fail.']]),
  )
  const [number] = ground({ text: 'Training needs 512 prompts.', draft: null, paper: often }).sentences[0]!.numbers
  const pages = number!.places.map((place) => place.span.pageIndex)
  expect(pages[0]).toBe(0)
  expect(pages.toSorted()).toEqual([0, 1, 2])
})

test.each([
  ['a difference', 'MAUVE rises from 69.7 to 80.7, by 11 points.', '80.7 − 69.7'],
  ['a ratio', 'Wiki goes from 6.62 to 69.75, about 10.5x.', '69.75 / 6.62'],
  ['a relative change', 'MAUVE goes from 69.7 to 80.7, or 15.8% more.', '(80.7 − 69.7) / 69.7'],
  ['a reciprocal', 'People preferred the others in 25.5%, the 3.92x.', '1 / 25.5%'],
])('%s of two numbers of the sentence is worked out', (_name, sentence, derivation) =>
  expect(numbersOfDerived(sentence)).toContain(derivation),
)
const numbersOfDerived = (sentence: string) =>
  groundDraft(sentence).sentences.flatMap((found) => found.numbers.map((number) => number.derivation))

test('where the sentence quotes another cell than the abstract’s headline, the headline is shown too', () => {
  const rows = [
    ['Decoding', 'Average'],
    ['Nucleus', '77.3'],
    ['Reranked', '82.6'],
    ['Beam', '85.0'],
  ]
  const reported = indexPaper(
    typedPaper(
      [[{ kind: 'abstract', text: 'We rank texts and reach 85.0 on average.' }, 'All results are in the table.']],
      [{ pageIndex: 0, label: 'Table 1', rows }],
    ),
  )
  const headlines = (text: string) =>
    ground({ text, draft: null, paper: reported }).sentences[0]!.numbers.map((number) => number.headline?.context)
  expect(headlines('Reranking gets 82.6.')).toEqual([expect.stringContaining('reach 85.0 on average')])
  expect(headlines('Reranking gets 82.6 and beam search 85.0.')).toEqual([undefined, undefined])
  expect(headlines('Beam search gets 85.0.')).toEqual([undefined])
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

test('a sentence that the editor linked rests on that passage, and says so when its words are others now', () => {
  const place = anchorQuote('Our annotators preferred the ranker', paper)
  if (!place.ok) throw new Error(place.error.message)
  const text = 'People liked it.'
  const linked = (tiedTo: string) =>
    ground({ text, draft: null, links: [{ sentence: text, anchor: place.value.anchor, tiedTo }], paper }).sentences[0]!
  expect(linked(text)).toMatchObject({ status: 'linked', changed: false })
  expect(linked(text).passages[0]!.anchor).toEqual(place.value.anchor)
  expect(linked('People liked the ranker.')).toMatchObject({ status: 'linked', changed: true })
})

test('what the editor said not to be the source is neither offered nor evidence', () => {
  const draft = drafted('Annotators liked it best. [[Our annotators preferred the ranker]]')
  const before = ground({ text: draft.prose, draft, paper }).sentences[0]!
  expect(before.status).toBe('quoted')
  const unlinked = [{ sentence: before.text, anchor: before.quotes[0]!.anchor! }]
  const after = ground({ text: draft.prose, draft, unlinked, paper }).sentences[0]!
  expect(after).toMatchObject({ quotes: [] })
  expect(after.status).not.toBe('quoted')
  const [offered] = before.passages
  const rest = ground({
    text: draft.prose,
    draft,
    unlinked: [...unlinked, { sentence: before.text, anchor: offered!.anchor }],
    paper,
  }).sentences[0]!
  expect(rest.passages.map((passage) => passage.anchor.quote)).not.toContain(offered!.anchor.quote)
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
  const passageCounts = (grounding: Grounding) => grounding.sentences.map((sentence) => sentence.passages.length)
  expect(passageCounts(fresh)[2]).toBeGreaterThan(0)
  expect(passageCounts(ground({ text, draft, paper, previous }))).toEqual(passageCounts(fresh).with(2, 0))
})
