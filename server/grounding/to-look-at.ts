/** What approval asks once: sentences of the model that nobody changed and the check did not find, and numbers not found. */
import type { GroundedSentence, Grounding } from './schema.ts'

/** One entry a sentence with everything that speaks against it; the editor's own sentences are never asked about. */
export function toLookAt(grounding: Grounding): { sentence: string; why: string }[] {
  return grounding.sentences.flatMap((sentence) => {
    const reasons = sentence.status === 'own' ? [] : reasonsOf(sentence, grounding.pagesNotRead)
    return reasons.length === 0 ? [] : [{ sentence: sentence.text, why: reasons.join(' ') }]
  })
}

function reasonsOf(sentence: GroundedSentence, pagesNotRead: readonly number[]): string[] {
  const missing = sentence.numbers.filter((number) => number.status === 'missing').map((number) => number.text)
  const numbers = missing.length === 0 ? [] : [`Not in the text we read: ${missing.join(', ')}.`]
  if (sentence.changed) return numbers
  const unread = pagesNotRead.length === 0 ? '' : ` (pages ${pagesNotRead.join(', ')} could not be read)`
  return [
    ...(sentence.status === 'missing' ? [`Not found in the text we read${unread}.`] : []),
    ...sentence.quotes
      .filter((quote) => quote.status === 'not-found')
      .map((quote) => `The paper does not have the quote "${quote.quote}".`),
    ...sentence.checks.map((check) => check.why),
    ...numbers,
  ]
}
