/** arXiv id with version and date from the margin stamp, DOI and year as printed. */

export type PaperIds = { arxivId: string | null; arxivVersion: number | null; doi: string | null; year: number | null }

const stamp = /arXiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v(\d{1,2}))?/i
const stampDate = /\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s+((?:19|20)\d\d)\b/
const doi = /\b10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;:)\]]/
const ownDoi = /(?:\bdoi\b\s*:?\s*|doi\.org\/)(10\.\d{4,9}\/[^\s"<>]*[^\s"<>.,;:)\]])/i
const printedYear = /(?:©|\(c\)|copyright|published|vol(?:ume)?\.?\s*\d+|proceedings|conference|arxiv|\b(?:january|february|march|april|may|june|july|august|september|october|november|december))\D{0,40}\b((?:19[5-9]|20[0-4])\d)\b/i

/**
 * @param margin the words in the margins and running heads of page 1: the paper speaking of itself
 * @param firstPage the text of page 1, where references to other papers may stand too
 */
export function findPaperIds(margin: string, firstPage: string): PaperIds {
  const arxiv = stamp.exec(margin) ?? stamp.exec(firstPage.slice(0, 3000))
  const date = arxiv ? stampDate.exec(margin.slice(margin.indexOf(arxiv[0]))) : null
  const printed = ownDoi.exec(margin)?.[1] ?? doi.exec(margin)?.[0] ?? ownDoi.exec(firstPage)?.[1] ?? null
  const year = date?.[1] ?? yearOfArxiv(arxiv?.[1]) ?? printedYear.exec(margin)?.[1] ?? printedYear.exec(firstPage)?.[1]
  return {
    arxivId: arxiv?.[1] ?? null,
    arxivVersion: arxiv?.[2] === undefined ? null : Number(arxiv[2]),
    doi: printed,
    year: year === undefined ? null : Number(year),
  }
}

/** New arXiv ids start with year and month of the first version. */
function yearOfArxiv(id: string | undefined): string | undefined {
  const digits = id === undefined ? null : /^(\d\d)(?:0[1-9]|1[0-2])\./.exec(id)
  return digits?.[1] === undefined ? undefined : `20${digits[1]}`
}
