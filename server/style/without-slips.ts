/** A past entry without its doubled words and stray punctuation: an example teaches its slips, too. */
import { houseLint } from '../text/house-lint.ts'

/** Only what needs no judgement is mended; every other word and mark stays. */
export function withoutSlips(text: string): string {
  let mended = text
  // From the end, so that the places of the others hold.
  for (const { kind, start, end } of houseLint(text).toReversed()) {
    if (kind !== 'doubled-word' && kind !== 'stray-punctuation') continue
    mended = mended.slice(0, start) + mendedSlip(text.slice(start, end)) + mended.slice(end)
  }
  return mended
}

function mendedSlip(slip: string): string {
  const [first = ''] = slip.split(/\s+/)
  if (/\p{L}/u.test(slip)) return first
  // A stop before a word of lower case, two spaces, a space before punctuation.
  if (slip === '. ' || /^ {2,}$/.test(slip)) return ' '
  if (slip.trim() === '') return ''
  return /[([]/.test(slip) ? slip.replace(/\s+/g, '').replace(/^(?:\(\)|\[\])$/, '') : slip.trim().slice(0, 1)
}
