/** What identifies a paper: arXiv id and version, DOI, year, as printed on it. */

export type PaperIds = {
  /** Without version: "2205.09726", "hep-th/9901001". */
  arxivId: string | null
  arxivVersion: number | null
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
 * @param firstPage the lines of page 1, running heads and feet included
 * @param creationDate the file's own ("D:20220519…") or empty: only for the year, and only when nothing is printed
 */
export function findPaperIds(margin: string, firstPage: string, creationDate = ''): PaperIds {
  const found = arxiv.exec(margin) ?? bareNew.exec(margin) ?? ownArxiv(firstPage)
  const arxivId = found?.[1]?.toLowerCase() ?? null
  return {
    arxivId,
    arxivVersion: found?.[2] === undefined ? null : Number(found[2]),
    doi: doiOf(`${margin}\n${firstPage}`),
    year: yearOf(margin, firstPage, arxivId, creationDate),
  }
}

/** In the text only a line of its own: "arXiv:1409.0473v7 [cs.CL] 19 May 2016"; others cite. */
function ownArxiv(text: string): RegExpExecArray | null {
  const line = text
    .split('\n')
    .find((candidate) => /^\W*(preprint\W*)?arXiv\s*:/i.test(candidate) && candidate.length < 90)
  return line === undefined ? null : arxiv.exec(line)
}

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

/** From the stamp's date, the imprint's line, the arXiv id, the file's date. */
function yearOf(stamp: string, firstPage: string, arxivId: string | null, creationDate: string): number | null {
  const printed = year.exec(stamp.replace(arxiv, ''))?.[1] ?? imprintYear(firstPage)
  if (printed !== undefined) return Number(printed)
  const month = /^(\d{2})(\d{2})\./.exec(arxivId ?? '')
  if (month) return 2000 + Number(month[1])
  const created = /^D?:?(\d{4})/.exec(creationDate)?.[1]
  return created !== undefined && year.test(created) ? Number(created) : null
}

const imprint =
  /©|copyright|proceedings|conference|workshop|journal|published|accepted|received|\bvol\.|volume|preprint|transactions|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2},?\s+)?\d{4}/i

/** Published counts before received; a library's "Downloaded on" not at all. */
function imprintYear(text: string): string | undefined {
  const lines = text
    .split('\n')
    .filter(
      (line) => line.length < 160 && imprint.test(line) && year.test(line) && !/download|retrieved|printed/i.test(line),
    )
  const best = lines.find((line) => /published|©|copyright/i.test(line)) ?? lines[0]
  return best === undefined ? undefined : year.exec(best)?.[1]
}
