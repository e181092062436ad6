/** Reads an issue's title: its date and its labels. */

const months = 'january february march april may june july august september october november december'.split(' ')

/**
 * @param title such as `2026-11-29 arXiv roundup: RankGen, Deep spectral clustering`
 * @returns the date (`YYYY-MM-DD`, also from "May 22, 2022" and "22 May 2022") and the labels behind the first colon, or
 *   null when it has neither a date nor a word such as "roundup". Never throws.
 */
export function readTitle(title: string): { date: string | null; labels: string[] } | null {
  const date = findDate(title)
  const named = /\b(?:round-?up|digest|newsletter|issue)\b/i.test(title)
  // A line of prose may hold a date: a title is short and does not end like a sentence.
  if ((!date && !named) || /[.!?]$/.test(title.trim()) || title.length > 250) return null
  const colon = title.search(/:\s/)
  const labels = colon < 0 ? [] : title.slice(colon + 1).split(/[,;]\s+/)
  return { date, labels: labels.map((label) => label.trim()).filter((label) => label !== '') }
}

function findDate(text: string): string | null {
  const numeric = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text)
  if (numeric) return isoDate(numeric[1], numeric[2], numeric[3])
  const monthFirst = /\b(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u.exec(text)
  if (monthFirst && monthNumber(monthFirst[1])) return isoDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  const dayFirst = /\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(\p{L}+)\.?,?\s+(\d{4})\b/u.exec(text)
  if (dayFirst && monthNumber(dayFirst[2])) return isoDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])
  return null
}

function monthNumber(name: string | undefined): string | undefined {
  const at = months.findIndex((month) => name && name.length >= 3 && month.startsWith(name.toLowerCase()))
  return at < 0 ? undefined : String(at + 1)
}

/** Null for a day that no calendar has. */
function isoDate(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null
}
