/** What a sentence rests on, as a list that the keys `,` and `.` walk through. Pure. */
import type { BoxedAnchor, PageBox, SentenceView } from '../../server/desk/schema.ts'
import type { SentenceState } from '../ui/status-glyph.tsx'

/** One place of the paper that belongs to a sentence. `page` counts from 1; null where nothing was found. */
export type Evidence = {
  kind: 'quote' | 'passage'
  state: SentenceState
  words: string
  page: number | null
  quote: string
  /** What the paper has where a quote differs from it. */
  differs: string | null
  boxes: PageBox[]
}

/** The state that a sentence is shown with. */
export function stateOf(sentence: Pick<SentenceView, 'status' | 'changed'>, changedSince: boolean): SentenceState {
  if (sentence.changed || changedSince) return 'changed'
  const states = { quoted: 'found', linked: 'found', closest: 'closest', missing: 'missing', own: 'own' } as const
  return states[sentence.status]
}

/** Quotes first, in the order of the draft, then the nearest passages. */
export function evidenceOf(sentence: SentenceView): Evidence[] {
  const quotes = sentence.quotes.map((quote): Evidence => {
    const words = {
      found: 'quote found',
      approximate: 'quote found, not word for word',
      'not-found': 'quote not found',
    }
    return {
      kind: 'quote',
      state: quote.status === 'found' ? 'found' : quote.status === 'approximate' ? 'closest' : 'missing',
      words:
        quote.weak && quote.status === 'found' ? 'quote found, short: says where, proves little' : words[quote.status],
      page: pageOf(quote.anchor) ?? (quote.status === 'not-found' ? quote.pageNumber : null),
      quote: quote.quote,
      differs: quote.differs,
      boxes: quote.anchor?.boxes ?? [],
    }
  })
  const passages = sentence.passages.map((passage): Evidence => ({
    kind: 'passage',
    state: sentence.status === 'linked' ? 'found' : 'closest',
    words: sentence.status === 'linked' ? 'linked by you' : 'nearest passage, not confirmed',
    page: pageOf(passage.anchor),
    quote: passage.anchor.quote,
    differs: null,
    boxes: passage.anchor.boxes,
  }))
  return [...quotes, ...passages]
}

const pageOf = (anchor: BoxedAnchor | null): number | null => {
  const pageIndex = anchor?.boxes[0]?.pageIndex ?? anchor?.spans[0]?.pageIndex
  return pageIndex === undefined ? null : pageIndex + 1
}

/** Why a sentence wants a look, in words; empty when nothing does. "I checked this" ends the asking. */
export function toLookAt(sentence: SentenceView): string[] {
  if (sentence.checkedByEditor) return []
  const status = sentence.status === 'missing' ? ['not found in the text we read'] : []
  const quotes = sentence.quotes
    .filter((quote) => quote.status === 'not-found')
    .map((quote) => `quote not found: “${quote.quote}”`)
  const numbers = sentence.numbers.flatMap((number) => {
    if (number.status === 'missing') return [`${number.text} is nowhere in the text we read`]
    return number.status === 'maybe-in-figure' ? [`${number.text} is not in the text; it may be in a figure`] : []
  })
  return [...status, ...quotes, ...numbers, ...sentence.checks.map((check) => check.why)]
}

/** One number of a sentence, said in words: where it stands, or that it doesn't. */
export function numberWords(number: SentenceView['numbers'][number]): string {
  const pages = [...new Set(number.places.map((place) => place.span.pageIndex + 1))]
  const where =
    pages.length === 0
      ? ''
      : `p. ${pages.slice(0, 4).join(', ')}${pages.length > 4 ? ` and ${pages.length - 4} more` : ''}`
  const cell = number.places.find((place) => place.cell !== null)?.cell
  switch (number.status) {
    case 'near':
      return [cell, where].filter(Boolean).join(', ')
    case 'elsewhere':
      return [`not in the passage, but ${cell ?? 'elsewhere'}`, where].filter(Boolean).join(', ')
    case 'derived':
      return `worked out: ${number.derivation ?? 'from two numbers'}${where === '' ? '' : `, ${where}`}`
    case 'missing':
      return 'not found in the text we read'
    case 'maybe-in-figure':
      return 'not in the text; it may be in a figure or on a page not read'
  }
}
