/** What in an approved text was not found in the paper and was confirmed by nobody. */
import { z } from 'zod'
import { foldSpace } from '../text/normalize.ts'
import type { OpenQuestion } from './schema.ts'

/** The part of a kept grounding (`grounding_json`) that is read here. */
const KeptGrounding = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      status: z.string(),
      changed: z.boolean(),
      quotes: z.array(z.object({ status: z.string() })),
      checks: z.array(z.unknown()),
      numbers: z.array(z.object({ text: z.string(), status: z.string() })),
    }),
  ),
})
const LookedAt = z.array(z.object({ sentence: z.string() }))

/**
 * A sentence counts when one of its numbers stands nowhere in the paper; a sentence of the model that nobody changed also
 * when it, or a quote behind it, was not found or a check fired.
 * @param groundingJson null where the text was never checked: then there is nothing to say
 * @param lookedAtJson what the editor confirmed at approval
 * @param said sentences marked "I checked this"; those that the editor tied to a passage: that answers what was not found of
 *   their words and quotes, not their numbers; and those called wrong, which are open whatever was found
 */
export function openQuestions(
  groundingJson: string | null,
  lookedAtJson: string,
  said: { checked: readonly string[]; linked: readonly string[]; wrong: readonly string[] },
): OpenQuestion[] {
  if (groundingJson === null) return []
  const confirmed = new Set(
    [...LookedAt.parse(JSON.parse(lookedAtJson)).map((item) => item.sentence), ...said.checked].map(foldSpace),
  )
  const linked = new Set(said.linked.map(foldSpace))
  const wrong = new Set(said.wrong.map(foldSpace))
  return KeptGrounding.parse(JSON.parse(groundingJson)).sentences.flatMap((sentence) => {
    const numbers = sentence.numbers.filter((number) => number.status === 'missing').map((number) => number.text)
    const untouched = sentence.status !== 'own' && !sentence.changed
    const notFound = sentence.status === 'missing' || sentence.quotes.some((quote) => quote.status === 'not-found')
    const words = foldSpace(sentence.text)
    const doubt = sentence.checks.length > 0 || (notFound && !linked.has(words))
    const isOpen = (numbers.length > 0 || (untouched && doubt) || wrong.has(words)) && !confirmed.has(words)
    return isOpen ? [{ sentence: sentence.text, numbers }] : []
  })
}
