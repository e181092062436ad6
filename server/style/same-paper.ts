/** Whether an entry is about the paper at hand: then it is never shown to the model that drafts it. */
import { squeeze } from '../text/normalize.ts'

/** What tells one paper from another, made ready to compare. */
export type PaperKey = {
  /** Without version. */
  arxivId: string | null
  /** Letters and digits of the title. */
  title: string
  /** Those before its colon; null where it has none. */
  lead: string | null
  /** The lead where it looks like a method's name: two papers on one method are taken for one. */
  name: string | null
}

/** A title that holds another one of so many letters is the same title, cut or with something added. */
const leastLetters = 15

export const paperKey = ({ title, arxivId }: { title: string; arxivId: string | null }): PaperKey => ({
  arxivId: arxivId === null ? null : idOf(arxivId),
  title: squeeze(title).text,
  ...leadOf(title),
})

/** By arXiv id (any version) or by title, loosely: an example too many left out costs nothing, one of the very paper is its answer. */
export function isSamePaper(one: PaperKey, other: PaperKey): boolean {
  if (one.arxivId !== null && one.arxivId === other.arxivId) return true
  if (one.title === '' || other.title === '') return false
  if (one.title === other.title || (one.name !== null && one.name === other.name)) return true
  // "RankGen" alone stands over many an entry.
  if (one.title === other.lead || one.lead === other.title) return true
  const [shorter, longer] = one.title.length < other.title.length ? [one.title, other.title] : [other.title, one.title]
  return shorter.length >= leastLetters && longer.includes(shorter)
}

/** Whether an entry's text names the paper by its arXiv id or its whole title, whatever its own heading is. */
export function namesPaper(text: string, letters: string, { arxivId, title }: PaperKey): boolean {
  if (arxivId !== null && text.includes(arxivId)) return true
  return title.length >= leastLetters && letters.includes(title)
}

/** The arXiv id in an address, without its version; null where there is none. */
export function arxivIdIn(address: string): string | null {
  const found = /arxiv\.org\/(?:abs|pdf|html)\/([a-z.-]+\/\d{7}|\d{4}\.\d{4,5})/i.exec(address)
  return found?.[1] ? idOf(found[1]) : null
}

const idOf = (arxivId: string) => arxivId.toLowerCase().replace(/v\d+$/, '')

/** "RankGen" of "RankGen: Improving Text …"; a name is a word with a capital inside or a digit. */
function leadOf(title: string): Pick<PaperKey, 'lead' | 'name'> {
  const before = /^([^:]*[^\s:])\s*:\s/.exec(title)?.[1]
  if (before === undefined) return { lead: null, name: null }
  const lead = squeeze(before).text
  return { lead, name: /^\S{3,}$/.test(before) && /\p{L}.*[\p{Lu}\p{N}]/u.test(before) ? lead : null }
}
