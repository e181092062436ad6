/** US dollars for people: cents, and two figures below ten cents, where calls of small models live. */
export function usd(amount: number): string {
  if (amount === 0) return '$0'
  return amount < 0.1 ? `$${Number(amount.toPrecision(2))}` : `$${amount.toFixed(2)}`
}
