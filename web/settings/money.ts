/** Amounts as they are typed. Pure. */

/** A decimal comma is a point; "1,000" might be either a thousand or one, so it is neither. */
export function parseAmount(text: string): number | null {
  const typed = text.trim().replace(/^\$/, '')
  if (/^[1-9]\d{0,2},\d{3}$/.test(typed)) return null
  const clean = typed.replace(',', '.')
  return /^\d*\.?\d+$|^\d+\.$/.test(clean) ? Number(clean) : null
}

/** Empty means no limit. */
export function parseLimit(text: string): number | null | 'wrong' {
  if (text.trim() === '') return null
  const amount = parseAmount(text)
  return amount === null || amount === 0 ? 'wrong' : amount
}
