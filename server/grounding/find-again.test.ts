import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { anchorQuote } from './anchor-quote.ts'
import { findAgain } from './find-again.ts'
import { indexPaper } from './paper-index.ts'

const first = indexPaper(
  typedPaper([
    ['One page. The loss falls by half.'],
    ['Then the loss falls again here. After that the loss falls for good.'],
  ]),
)
const anchorOf = (quote: string, place: number) => {
  const result = anchorQuote(quote, first)
  if (!result.ok) throw new Error(result.error.message)
  return [result.value.anchor, ...result.value.otherPlaces][place]!
}

test('an anchor is found on another page of another reading', () => {
  const again = indexPaper(typedPaper([['A title page.'], ['One page. The loss falls\nby half.']]))
  expect(findAgain(anchorOf('falls by half', 0), again)).toMatchObject({
    ok: true,
    value: { spans: [{ pageIndex: 1, start: 19, end: 32 }] },
  })
})

test('what stood round the words tells several places apart', () => {
  const again = indexPaper(
    typedPaper([['Earlier the loss falls too. Then the loss falls again here. After that the loss falls for good.']]),
  )
  const found = findAgain(anchorOf('the loss falls', 2), again)
  expect(found).toMatchObject({ ok: true, value: { spans: [{ start: 71 }] } })
})

test('places that nothing tells apart are ambiguous, lost words are not found', () => {
  const twice = indexPaper(typedPaper([['Now the loss falls, no? Now the loss falls, no? Now the loss falls, no?']]))
  expect(findAgain(anchorOf('the loss falls', 1), twice)).toMatchObject({
    ok: false,
    error: { kind: 'quote-ambiguous' },
  })
  const none = indexPaper(typedPaper([['Nothing of the kind is said in this text.']]))
  expect(findAgain(anchorOf('falls by half', 0), none)).toMatchObject({ ok: false })
})
