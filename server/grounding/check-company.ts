/** A number in worse company: the passage that covers the sentence best has another number of the kind in its place. */
import { sameNumber } from '../text/same-number.ts'
import type { LookedUp } from './check-numbers.ts'
import type { Evidence } from './evidence.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'
import { contentTerms } from './terms.ts'

/** By how much more of the sentence the other passage must cover: from .05 to .08 the labelled drafts give the same. */
const margin = 0.08

/** A table's words are few: a number that stands in one near the evidence must be outdone by more. */
const tableMargin = 0.2

/** Only for numbers with a unit, decimals or a scale; rivals have the same unit and scale, and decimals when it has. */
export function checkCompany(
  text: string,
  looked: readonly LookedUp[],
  evidence: Evidence,
  index: PaperIndex,
): Check | null {
  const candidates = looked.filter(
    ({ number, found }) =>
      found.some((place) => place.sure) &&
      !number.year &&
      !number.spelled &&
      (number.unit !== '' || number.decimals > 0 || number.scale > 1),
  )
  if (candidates.length === 0) return null
  const coverages = index.bm25.coverages(contentTerms(text))
  for (const { number, found } of candidates) {
    const inTable = found.some(
      (place) => index.sentences[place.sentence]!.table && evidence.pages.has(place.span.pageIndex),
    )
    const own = new Set(found.flatMap((place) => index.windowsAround(place.sentence)))
    const ownBest = Math.max(0, ...[...own].map((window) => coverages[window]!))
    let best = ownBest + margin + (inTable ? tableMargin : 0)
    let other: string | null = null
    for (const entry of index.numbers.all) {
      const like =
        entry.number.unit === number.unit && entry.number.decimals > 0 === number.decimals > 0 && !entry.number.year
      if (!like || entry.number.scale !== number.scale) continue
      const better = index
        .windowsAround(entry.sentence)
        .filter((window) => coverages[window]! > best && !own.has(window))
      // Another number of the sentence itself is no rival.
      if (better.length === 0 || looked.some((sibling) => sameNumber(sibling.number, entry.number) !== null)) continue
      best = Math.max(...better.map((window) => coverages[window]!))
      other = entry.number.text.trim()
    }
    if (other !== null)
      return {
        kind: 'other-number',
        why: `The passage nearest to this sentence has ${other}, not ${number.text.trim()}.`,
      }
  }
  return null
}
