/** How figures are written: each in its unit, and an interval always with its ends. Pure. */
import type { Measure, TableRow } from '../../server/evals/schema.ts'

/** The names of the measures for an editor. */
export const measureNames: Record<Measure['name'], string> = {
  'wrong-facts': 'wrong facts',
  'numbers-found': 'numbers found',
  'quotes-found': 'quotes found',
  slips: 'slips',
  'house-lint': 'house style',
  'length-band': 'length as asked',
  'words-copied': 'words copied',
  'rouge-l': 'ROUGE-L to your text',
  chrf: 'chrF to your text',
  'edit-cost': 'edit cost',
  cost: 'cost a draft',
  time: 'time a draft',
}

/** "0.94", "1.3", "$0.02", "18 s"; a dash where there was nothing to judge. */
export function figure(value: number | null, unit: Measure['unit']): string {
  if (value === null) return '–'
  switch (unit) {
    case 'share':
      return value.toFixed(2)
    case 'count':
    case 'words':
      return Number.isInteger(value) ? String(value) : value.toFixed(1)
    case 'usd':
      return value === 0 ? '0' : `$${value.toFixed(value < 0.1 ? 3 : 2)}`
    case 'ms':
      return value < 1000 ? `${(value / 1000).toFixed(1)} s` : `${Math.round(value / 1000)} s`
  }
}

/** "−0.7 (−1.3 to −0.1)": the difference to the base and its interval. */
export function difference({ comparison, unit, verdict }: Measure): string | null {
  if (!comparison || (unit === 'usd' && comparison.difference === 0)) return null
  const interval = verdict?.interval ?? comparison.interval
  const own = signed(comparison.difference, unit)
  return interval ? `${own} (${signed(interval.low, unit)} to ${signed(interval.high, unit)})` : own
}

/** "bootstrap: −1.3 to −0.1", the second opinion on the interval; null where none was made. */
export function bootstrapCheck({ comparison, unit }: Measure): string | null {
  if (!comparison?.check) return null
  const { low, high } = comparison.check
  return `bootstrap: ${signed(low, unit)} to ${signed(high, unit)}`
}

const signed = (value: number, unit: Measure['unit']): string =>
  `${value < 0 ? '−' : '+'}${figure(Math.abs(value), unit)}`

export const verdictWords = { better: 'better', worse: 'worse', tied: 'tied', 'cant-tell': "can't tell yet" } as const
/** A state is a word and a glyph, never a colour alone. */
export const verdictGlyphs = { better: '▲', worse: '▼', tied: '=', 'cant-tell': '?' } as const

/** "15 : 5, 4 equal; .75 (.53 to .89)". */
export function blindWords(blind: TableRow['blind']): string {
  if (!blind) return '–'
  const ties = blind.ties > 0 ? `, ${blind.ties} equal` : ''
  const share =
    blind.share === null || !blind.interval
      ? ''
      : `; ${blind.share.toFixed(2)} (${blind.interval.low.toFixed(2)} to ${blind.interval.high.toFixed(2)})`
  return `${blind.wins} : ${blind.losses}${ties}${share}`
}
