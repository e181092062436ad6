/** "Drops from 52.9 to 55.9": the verb says down, the two values of the sentence go up. */
import type { ReadNumber } from '../text/numbers.ts'
import { beforeAfterPairs } from './before-after.ts'
import type { LookedUp } from './check-numbers.ts'
import type { Check } from './schema.ts'

const up =
  /\b(?:ris(?:es|ing)|rose|rais(?:es|ed|ing)|gr[eo]ws?|growing|increas(?:es|ed|ing)|climb(?:s|ed|ing)|jump(?:s|ed|ing)|lift(?:s|ed|ing)|boost(?:s|ed|ing)|up)\b/giu
const down =
  /\b(?:drop(?:s|ped|ping)|f[ae]lls?|falling|decreas(?:es|ed|ing)|declin(?:es|ed|ing)|reduc(?:es|ed|ing)|cut(?:s|ting)|shr[iau]nks?|lower(?:s|ed|ing)|down)\b/giu
/** A verb farther before the pair than this many characters speaks of something else. */
const reach = 60

/** Needs no paper: the sentence is compared with itself. */
export function checkTurnedWord(text: string, looked: readonly LookedUp[]): Check | null {
  for (const { before, after } of beforeAfterPairs(text, looked)) {
    const word = turned(text, before.number, after.number)
    if (word !== null)
      return {
        kind: 'direction',
        why: `The sentence says "${word}", and ${before.number.text.trim()} to ${after.number.text.trim()} goes the other way.`,
      }
  }
  return null
}

function turned(text: string, a: ReadNumber, b: ReadNumber): string | null {
  if (a.unit !== b.unit || a.value === b.value || /\d(?:st|nd|rd|th)\b/.test(a.text + b.text)) return null
  // "From 2 days to 30 minutes": each has its own noun.
  const noun = /^\s*(?!to\b)\p{L}/u.test(text.slice(a.end))
  if (noun && a.unit === '' && a.decimals === 0) return null
  const before = text.slice(Math.max(0, a.start - reach), a.start)
  const clause = before.split(/[;:,]|\bwhile\b|\bbut\b/).at(-1)!
  const ups = clause.match(up) ?? []
  const downs = clause.match(down) ?? []
  // "Lowers the drop": two of them say nothing together.
  if (ups.length + downs.length !== 1) return null
  const saysUp = ups.length === 1
  const goesDown = b.value < a.value
  return saysUp === goesDown ? (ups[0] ?? downs[0]!) : null
}
