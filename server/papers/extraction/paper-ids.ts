/** What identifies a paper: arXiv id, version and date, DOI, year, as printed on it. */
import type { ImprintLine } from './imprint-lines.ts'

export type PaperIds = {
  /** Without version: "2205.09726", "hep-th/9901001". */
  arxivId: string | null
  arxivVersion: number | null
  /** The date of the stamp, "2025-10-29". */
  arxivDate: string | null
  doi: string | null
  year: number | null
}

const arxiv = /arXiv\s*:\s*(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:\s?v(\d{1,2}))?/i
const bareNew = /\b(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})v(\d{1,2})\b/
const doiName = /\b10\.\d{4,9}\/[^\s"'<>{}|\\^`[\]]+/
const saysDoi = /(?:doi(?:\.org)?\s*[:/]?\s*|\/)(10\.\d{4,9}\/[^\s"'<>{}|\\^`[\]]+)/i

/**
 * The stamp counts before the text, where an id may be another paper's.
 * @param margin the stamp of page 1: its words that do not run right, joined
 * @param lines of page 1, running heads and feet included
 * @param venue what `findVenue` made of the same lines: its year counts before that of a stamp
 * @param creationDate the file's own ("D:20220519…") or empty: only for the year, and only when nothing is printed
 */
export function findPaperIds(
  margin: string,
  lines: readonly ImprintLine[],
  venue: string | null,
  creationDate = '',
): PaperIds {
  const ownLine = ownArxivLine(lines)
  const found = arxiv.exec(margin) ?? bareNew.exec(margin) ?? arxiv.exec(ownLine)
  const arxivId = found?.[1]?.toLowerCase() ?? null
  return {
    arxivId,
    arxivVersion: found?.[2] === undefined ? null : Number(found[2]),
    arxivDate: found ? dateOf(arxiv.test(margin) || bareNew.test(margin) ? margin : ownLine) : null,
    doi: doiOf(margin) ?? doiOf(imprintText(lines)),
    year: yearOf(margin, lines, venue, arxivId, creationDate),
  }
}

/** On the page only a line of its own, "arXiv:1409.0473v7 [cs.CL] 19 May 2016", or a head; others cite. */
function ownArxivLine(lines: readonly ImprintLine[]): string {
  const own = lines.find(
    ({ text, edge }) =>
      /^\W*(preprint\W*)?arXiv\s*:/i.test(text) &&
      text.length < 90 &&
      (edge === 'top' || /\d\s?v\d{1,2}\b|\[[a-z-]+(?:\.[A-Z]{2})?\]/i.test(text)),
  )
  return own?.text ?? ''
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** "29 Oct 2025" anywhere in the stamp. */
function dateOf(stamp: string): string | null {
  const [, day, month, printed] = /\b(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*\s+((?:19|20)\d\d)\b/.exec(stamp) ?? []
  const at = months.indexOf(month?.toLowerCase() ?? '')
  if (day === undefined || printed === undefined || at < 0 || Number(day) < 1 || Number(day) > 31) return null
  return `${printed}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A DOI in the midst of the text may be another paper's, unless its line begins with it. */
const imprintText = (lines: readonly ImprintLine[]): string =>
  lines
    .filter(({ text, edge }) => edge !== null || /^\W*(?:doi\b|https?:\/\/(?:dx\.)?doi\.org\/10\.)/i.test(text))
    .map(({ text }) => text)
    .join('\n')

function doiOf(text: string): string | null {
  const found = saysDoi.exec(text)?.[1] ?? doiName.exec(text)?.[0]
  if (found === undefined) return null
  const trimmed = found.replace(/[.,;:]+$/, '')
  // A bracket that was opened before the DOI is not part of it.
  const opened = (trimmed.match(/\(/g) ?? []).length
  const closed = (trimmed.match(/\)/g) ?? []).length
  return (closed > opened ? trimmed.replace(/\)+$/, '') : trimmed).toLowerCase()
}

const year = /\b(19[5-9]\d|20[0-4]\d)\b/

/** From the venue, the stamp's date, the imprint's line, the arXiv id, the file's date. */
function yearOf(
  stamp: string,
  lines: readonly ImprintLine[],
  venue: string | null,
  arxivId: string | null,
  creationDate: string,
): number | null {
  const stampYear = arxiv.test(stamp) || bareNew.test(stamp) ? year.exec(stamp.replace(arxiv, ''))?.[1] : undefined
  const printed = venueYear(venue) ?? stampYear ?? imprintYear(lines)
  if (printed !== undefined) return Number(printed)
  const month = /^(\d{2})(\d{2})\./.exec(arxivId ?? '')
  if (month) return 2000 + Number(month[1])
  const created = /^D?:?(\d{4})/.exec(creationDate)?.[1]
  return created !== undefined && year.test(created) ? Number(created) : null
}

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const imprint = new RegExp(
  `©|copyright|proceedings|conference|workshop|journal|published|publication|accepted|received|\\bvol\\.|volume|\\bvol\\b|preprint|transactions|${month}\\s+(?:\\d{1,2},?\\s+)?\\d{4}`,
  'i',
)
/** A line that is a date and nothing else: "(Dated: July 31, 2009)". */
const dateLine = new RegExp(
  `^\\W*(?:dated\\W+)?(?:\\d{1,2}\\.?\\s+)?${month}\\s+(?:\\d{1,2}(?:st|nd|rd|th)?,?\\s+)?\\d{4}\\W*$`,
  'i',
)
/** "(Received December 15, 1998)", under the title. */
const receivedLine = new RegExp(`^\\W*received\\W[^.]*${month}[^.]*\\d{4}`, 'i')
const notPublished = /^\W*\p{Ll}|\b(?:[Dd]ownload|[Rr]etrieved|[Pp]rinted|since\b)/u

const venueYear = (venue: string | null): string | undefined => {
  const years = new Set(venue?.match(/\b(?:19[5-9]\d|20[0-4]\d)\b/g))
  return years.size === 1 ? [...years][0] : undefined
}

/** Published counts before received; a library's "Downloaded on" not at all. */
function imprintYear(lines: readonly ImprintLine[]): string | undefined {
  const dated = lines
    .filter(({ text, edge }) => (edge !== null && imprint.test(text)) || dateLine.test(text) || receivedLine.test(text))
    .map(({ text }) => text)
    .filter((text) => text.length < 160 && year.test(text) && (receivedLine.test(text) || !notPublished.test(text)))
  const published = dated.filter((text) => !/received|edited/i.test(text))
  const best = published.find((text) => /published|©|copyright|\bvol\b/i.test(text)) ?? published[0] ?? dated[0]
  return best === undefined ? undefined : year.exec(best)?.[1]
}
