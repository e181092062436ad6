/** What a cell's text is: a number, a measured value, a sign for "no value", or a name. */

const number = /^[-−–+±<>≤≥~≈]?\s*[$€£]?\d[\d.,]*\s*(%|[kKMB]|ms|s|x|×)?(\s*(±|\+\/-|\()\s*[\d.]+\)?)?[*†‡]*$/
const valueStart = /^[-−–+±<>≤≥~≈(]?\s*[$€£]?\s*\.?\d/
const digits = /\d/g
const letters = /\p{L}/gu

export const isNumber = (text: string): boolean => number.test(text)

/** A measured value, whatever stands with it: "21.5M (26.5%)", "54 / 59 = 91.5%", "77.8% @ 0.554s". Not "2-way". */
export const isValue = (text: string): boolean =>
  isNumber(text) || (valueStart.test(text) && (text.match(digits)?.length ?? 0) > (text.match(letters)?.length ?? 0))

/** A whole number: "1536", "50,000". */
export const isWhole = (text: string): boolean => /^\d{1,3}(?:,?\d{3})*$|^\d+$/.test(text)

/** With a point, a per cent sign or a spread: no key, and no name of a column. */
export const isMeasured = (text: string): boolean => isValue(text) && /\.\d|[%±]/.test(text)

/** Says that there is no value: neither a name nor a number. */
export const isNothing = (text: string): boolean => /^(?:[-–—−✓✔✗✘×.…?∗*/]+|n\/?a\.?|none)$/i.test(text)

export const isName = (text: string): boolean => !isValue(text) && !isNothing(text)
