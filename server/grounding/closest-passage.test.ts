import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { closestPassages } from './closest-passage.ts'
import { indexPaper } from './paper-index.ts'

const index = indexPaper(
  typedPaper([
    [
      'We study how sleeping cats dream of mice. Dogs are left to other work.',
      { kind: 'reference', text: 'A. Cat. Sleeping cats dream of mice. 2001.' },
    ],
    ['Cats were observed for 40 nights in a laboratory. Their dreams were rated by three judges.'],
    [
      { text: 'Sleeping cats dream of mice, as said before, in the appendix.', appendix: true },
      'Weather did not matter to anyone.',
    ],
    [{ kind: 'reference', text: 'Sleeping cats dream of mice in references only.' }, 'Nothing here is about it.'],
  ]),
)
const pages = (text: string) => closestPassages(text, index).map((passage) => passage.anchor.spans[0]!.pageIndex)

test('the nearest passage comes first, each page once', () => {
  expect(pages('Do sleeping cats dream of mice?')).toEqual([0, 1, 2])
})

test('the body comes before the appendix that says the same', () => {
  const text = 'Sleeping cats dream of mice at night.'
  const twice = indexPaper(typedPaper([[{ text, appendix: true }], [text], ['Something else is said.']]))
  expect(closestPassages(text, twice).map((passage) => passage.anchor.spans[0]!.pageIndex)).toEqual([1, 0])
})

test('stems find other forms of a word', () => {
  expect(pages('What laboratories observe').at(0)).toBe(1)
  expect(closestPassages('Three judges gave a rating to every dream', index)[0]!.anchor.quote).toContain(
    'rated by three judges',
  )
})

test('of two pages that say the same, the one that goes on about it comes first', () => {
  const said = 'Sleeping cats dream of mice at night.'
  const paper = indexPaper(
    typedPaper([
      [said, 'Weather did not matter.'],
      ['The moon was full. It rained twice. Nobody came.'],
      [said, 'The mice of such dreams are grey, and the cats are not.'],
      ['Other things are said here.'],
    ]),
  )
  expect(closestPassages(said, paper)[0]!.anchor.spans[0]!.pageIndex).toBe(2)
})

test('references are never a passage, and a sentence without a known word has none', () => {
  expect(closestPassages('references only', index)).toEqual([])
  expect(closestPassages('Quantum chromodynamics', index)).toEqual([])
})

test('a number counts for more than a word', () => {
  expect(pages('They dream for 40 of them, cats and mice')[0]).toBe(1)
})

test('a passage leads to its place on the page', () => {
  const [passage] = closestPassages('three judges', index)
  const [span] = passage!.anchor.spans
  expect(index.paper.pages[1]!.text.slice(span!.start, span!.end)).toBe('Their dreams were rated by three judges.')
})

test('a paper of one page still gives several passages, none twice', () => {
  const one = indexPaper(
    typedPaper([['Cats sleep all day. It is warm. Then nothing happens. And so on it goes. Cats dream at night.']]),
  )
  const found = closestPassages('Cats sleep and cats dream', one).map((passage) => passage.anchor.spans[0]!.start)
  expect(found.length).toBeGreaterThan(1)
  expect(new Set(found).size).toBe(found.length)
})
