/** What approval asks once: sentences of the model that nobody changed and the check did not find, and numbers not found. */
import type { Flag, GroundedSentence, Grounding, SecondLook } from './schema.ts'

/** One entry a sentence with everything that speaks against it; the editor's own sentences are never asked about. */
export function toLookAt(grounding: Grounding): { sentence: string; why: string }[] {
  return grounding.sentences.flatMap((sentence) => {
    const flags = flagsOf(sentence, grounding.pagesNotRead)
    return flags.length === 0 ? [] : [{ sentence: sentence.text, why: flags.map((flag) => flag.why).join(' ') }]
  })
}

/** The flags of one sentence; a link of the editor answers what was not found of its words and quotes, not its numbers. */
export function flagsOf(sentence: GroundedSentence, pagesNotRead: readonly number[]): Flag[] {
  if (sentence.status === 'own') return []
  const missing = sentence.numbers.filter((number) => number.status === 'missing').map((number) => number.text)
  const numbers: Flag[] =
    missing.length === 0 ? [] : [{ kind: 'number-missing', why: `Not in the text we read: ${missing.join(', ')}.` }]
  if (sentence.changed) return numbers
  const unread = pagesNotRead.length === 0 ? '' : ` (pages ${pagesNotRead.join(', ')} could not be read)`
  const quotes = sentence.status === 'linked' ? [] : sentence.quotes.filter((quote) => quote.status === 'not-found')
  return [
    ...(sentence.status === 'missing'
      ? [{ kind: 'sentence-missing' as const, why: `Not found in the text we read${unread}.` }]
      : []),
    ...quotes.map((quote): Flag => ({
      kind: 'quote-missing',
      why: `The paper does not have the quote "${quote.quote}".`,
    })),
    ...sentence.checks,
    ...doubtsOf(sentence.secondLook),
    ...numbers,
  ]
}

/** Only that a passage says otherwise is a flag: the right passage may not have been shown to the model. */
export function doubtsOf(look: SecondLook | undefined): Flag[] {
  if (look?.state !== 'says-otherwise') return []
  const why = `A model's second look: the passage on p. ${look.pageNumber} says otherwise: "${look.words}".`
  return [{ kind: 'model-doubt', why }]
}
