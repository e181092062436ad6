/** What blind looks say: which of two was preferred, and how sure that is. */
import { normalQuantile } from './distributions.ts'
import type { Interval } from './t-interval.ts'
import { fewestPapers } from './verdict.ts'
import { wilsonInterval } from './wilson-interval.ts'

export type Preference = {
  /** Looks on which the variant, neither, the base was preferred. */
  wins: number
  ties: number
  losses: number
  /** wins / (wins + losses), 0..1; null with no decided look. */
  share: number | null
  /** Wilson's, for the share. */
  interval: Interval | null
  kind: 'better' | 'worse' | 'cant-tell'
  /** About how many more looks would probably (four times in five) settle it; null: settled, more than 500, or not to be said. */
  moreLooks: number | null
}

const mostLooks = 500

/** @param alpha chance of a false verdict; with fewer than six decided looks there is none */
export function preference(
  { wins, ties, losses }: { wins: number; ties: number; losses: number },
  alpha: number,
): Preference {
  const decided = wins + losses
  const interval = wilsonInterval(wins, decided, 1 - alpha)
  const counts = { wins, ties, losses, share: decided === 0 ? null : wins / decided, interval }
  if (interval && decided >= fewestPapers) {
    if (interval.low > 0.5) return { ...counts, kind: 'better', moreLooks: null }
    if (interval.high < 0.5) return { ...counts, kind: 'worse', moreLooks: null }
  }
  return { ...counts, kind: 'cant-tell', moreLooks: looksToSettle(wins, decided, decided + ties, alpha) }
}

/** From the usual formula for one share, blown up by the looks that end in a tie. */
function looksToSettle(wins: number, decided: number, looks: number, alpha: number): number | null {
  if (decided === 0) return null
  // One win of one is no certainty: one look more on either side.
  const share = (wins + 1) / (decided + 2)
  if (share === 0.5) return null
  const reach = normalQuantile(1 - alpha / 2) * 0.5 + normalQuantile(0.8) * Math.sqrt(share * (1 - share))
  const needed = Math.max(fewestPapers, (reach / (share - 0.5)) ** 2)
  const more = Math.max(1, Math.ceil(((needed - decided) * looks) / decided))
  return more > mostLooks ? null : more
}
