/** What a sentence rests on, as a list that the keys `,` and `.` walk through. Pure. */
import type { BoxedAnchor, PageBox, SentenceView } from '../../server/desk/schema.ts'
import type { Anchor } from '../../server/grounding/schema.ts'
import type { SentenceState } from '../ui/status-glyph.tsx'

/** One place of the paper that belongs to a sentence. `page` counts from 1; null where nothing was found. */
export type Evidence = {
  kind: 'link' | 'quote' | 'passage'
  state: SentenceState
  words: string
  page: number | null
  quote: string
  /** What the paper has where a quote differs from it. */
  differs: string | null
  boxes: PageBox[]
  /** What a link would be made of; null where nothing was found. */
  anchor: Anchor | null
  linkId: string | null
}

/** The state that a sentence is shown with. */
export function stateOf(sentence: Pick<SentenceView, 'status' | 'changed'>, changedSince: boolean): SentenceState {
  if (sentence.changed || changedSince) return 'changed'
  const states = { quoted: 'found', linked: 'linked', closest: 'closest', missing: 'missing', own: 'own' } as const
  return states[sentence.status]
}

/** The editor's links first, then quotes in the order of the draft, then the nearest passages. */
export function evidenceOf(sentence: SentenceView): Evidence[] {
  const links = sentence.links
    .filter((link) => link.kind === 'linked')
    .map((link): Evidence => {
      const lost = link.state !== 'placed'
      return {
        ...placeOf('link', link.anchor),
        state: lost ? 'missing' : 'linked',
        words: lost ? 'linked by you; not in the newest reading of the paper' : 'linked by you',
        linkId: link.id,
        ...(lost && { page: null, anchor: null }),
      }
    })
  const quotes = sentence.quotes.map((quote): Evidence => {
    const words = {
      found: 'quote found',
      approximate: 'quote found, not word for word',
      'not-found': 'quote not found',
    }
    return {
      ...placeOf('quote', quote.anchor),
      state: quote.status === 'found' ? 'found' : quote.status === 'approximate' ? 'closest' : 'missing',
      words:
        quote.weak && quote.status === 'found' ? 'quote found, short: says where, proves little' : words[quote.status],
      page: pageOf(quote.anchor) ?? (quote.status === 'not-found' ? quote.pageNumber : null),
      quote: quote.quote,
      differs: quote.differs,
    }
  })
  const passages = sentence.passages.map((passage): Evidence => ({
    ...placeOf('passage', passage.anchor),
    state: 'closest',
    words: 'nearest passage, not confirmed',
  }))
  return [...links, ...quotes, ...passages]
}

const placeOf = (kind: Evidence['kind'], anchor: BoxedAnchor | null) => ({
  kind,
  page: pageOf(anchor),
  quote: anchor?.quote ?? '',
  differs: null,
  boxes: anchor?.boxes ?? [],
  anchor: anchor && plain(anchor),
  linkId: null,
})

/** The server makes its own boxes. */
const plain = ({ boxes: _boxes, ...anchor }: BoxedAnchor): Anchor => anchor

const pageOf = (anchor: BoxedAnchor | null): number | null => {
  const pageIndex = anchor?.boxes[0]?.pageIndex ?? anchor?.spans[0]?.pageIndex
  return pageIndex === undefined ? null : pageIndex + 1
}

/** Why a sentence wants a look, in words; empty when nothing does. "I checked this" ends the asking. */
export function toLookAt(sentence: Pick<SentenceView, 'checkedByEditor' | 'calledWrong' | 'flags'>): string[] {
  if (sentence.checkedByEditor) return []
  const flags = sentence.flags.map((flag) => flag.why)
  return sentence.calledWrong && flags.length === 0 ? ['You said that this is wrong.'] : flags
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

/** Where the sentence has another cell than the number that the abstract gives for the same thing. */
export const headlineWords = ({ context, span }: { context: string; span: { pageIndex: number } }): string =>
  `the abstract has “${context}”, p. ${span.pageIndex + 1}`

export const formulaWords = ({ number, pageIndex }: { number: string | null; pageIndex: number }): string =>
  number === null ? `on p. ${pageIndex + 1}` : `(${number}), p. ${pageIndex + 1}`
