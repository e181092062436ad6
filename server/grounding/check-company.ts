/** A number in worse company: what stands round it in the sentence stands round another number of the paper. */
import { readNumbers } from '../text/numbers.ts'
import { sameNumber } from '../text/same-number.ts'
import { bindingOf, boundAtMost, boundShare, layOut } from './binding.ts'
import type { LookedUp } from './check-numbers.ts'
import { isLikeNumber, isSmallCount } from './like-number.ts'
import type { PaperIndex } from './paper-index.ts'
import type { PaperNumber } from './paper-numbers.ts'
import type { Check, GroundedQuote } from './schema.ts'

/** By how much more of what binds the number must stand round the other: from .12 to .2 the labelled drafts give the same. */
const margin = 0.15

/** A number in a quote of its own sentence stands where the model took it from, and is not asked about here. */
export function checkCompany(
  text: string,
  looked: readonly LookedUp[],
  quotes: readonly GroundedQuote[],
  index: PaperIndex,
): Check | null {
  const quoted = quotes.flatMap((quote) => (quote.anchor && !quote.weak ? readNumbers(quote.anchor.quote) : []))
  const numbers = looked.map((entry) => entry.number)
  const laid = layOut(text, numbers)
  for (const { number, found } of looked) {
    if (number.soft || isSmallCount(number) || !found.some((place) => place.sure)) continue
    if (quoted.some((other) => sameNumber(number, other) !== null)) continue
    const binding = bindingOf(number, laid, index)
    const own = new Set(found.flatMap((entry) => entry.place ?? []))
    let best = margin
    let rival: PaperNumber | null = null
    for (const place of own) best = Math.max(best, margin + boundShare(binding, place, index))
    const most = new Map<number, number>()
    for (const place of index.numbers.all) {
      if (own.has(place) || !isLikeNumber(number, place.number, place.cell !== null)) continue
      const atMost = most.get(place.sentence) ?? boundAtMost(binding, place, index)
      most.set(place.sentence, atMost)
      if (atMost <= best) continue
      const share = boundShare(binding, place, index)
      if (share <= best || numbers.some((other) => sameNumber(other, place.number) !== null)) continue
      best = share
      rival = place
    }
    if (rival)
      return {
        kind: 'other-number',
        why: `Beside these words the paper has ${rival.number.text.trim()} (${placeOf(rival)}), not ${number.text.trim()}.`,
      }
  }
  return null
}

const placeOf = ({ cell, span }: PaperNumber): string => cell?.label ?? `page ${span.pageIndex + 1}`
