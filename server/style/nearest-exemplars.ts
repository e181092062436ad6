/** The examples that a draft is shown: the editor's own past entries that are nearest to the paper, then the shipped ones. */
import { countWords } from '../text/count-words.ts'
import type { KnownEntries, KnownEntry } from './known-entries.ts'
import { isSamePaper, namesPaper, paperKey } from './same-paper.ts'
import type { Exemplar, PastEntry } from './schema.ts'
import { withoutSlips } from './without-slips.ts'

export type ExemplarParts = {
  /** Approved and imported entries. */
  pastEntries: () => Promise<KnownEntries>
  /** An approved text with evidence marks where its quotes were found; null where there are none to show. */
  markedText: (entry: PastEntry) => Promise<string | null>
  shipped: () => Promise<Exemplar[]>
}

export type ExemplarRequest = {
  paper: { id: string | null; title: string; abstract: string; arxivId: string | null }
  starred: boolean
  /** How many; 3 unless said otherwise. */
  k?: number
  /** For an eval: nothing approved or printed on or after this instant or day. */
  before?: string | undefined
  /** In place of those that fill up: for the preview of others. */
  shipped?: readonly Exemplar[]
}

/**
 * Past entries by BM25 over heading and text, asked with title and abstract; of the same star,
 * never about the very paper or naming it, never from `before` on. Shipped examples fill up. One example with evidence marks is always
 * among them where there is one: drafts copy the habits of the examples, not the rule.
 * @returns nearest first, at most `k`
 */
export async function nearestExemplars(
  parts: ExemplarParts,
  { paper, starred, k = 3, before, shipped: given }: ExemplarRequest,
): Promise<Exemplar[]> {
  const key = paperKey(paper)
  const mayBeShown = (entry: KnownEntry) =>
    entry.starred === starred &&
    (paper.id === null || entry.paperId !== paper.id) &&
    !isSamePaper(entry.key, key) &&
    !namesPaper(entry.text, entry.letters, key) &&
    (before === undefined || isBefore(entry.publishedAt, before))
  const chosen: KnownEntry[] = []
  for (const entry of rank(await parts.pastEntries(), `${paper.title}\n${paper.abstract}`)) {
    if (chosen.length === k) break
    if (!mayBeShown(entry)) continue
    // An entry that was approved here and imported with its issue is one example.
    if (!chosen.some((one) => isSamePaper(one.key, entry.key))) chosen.push(entry)
  }
  const nearest = await Promise.all(chosen.map((entry) => exemplarOf(entry, parts)))
  const ofOthers = ({ title }: Exemplar) => !isSamePaper(paperKey({ title, arxivId: null }), key)
  const shipped = (given ?? (await parts.shipped())).filter(ofOthers)
  const filled = [...nearest, ...shipped].slice(0, k)
  const marked = shipped.find(hasMarks)
  return !marked || filled.some(hasMarks) ? filled : [...filled.slice(0, -1), marked]
}

/** Best first; alike ones newest first. */
function rank({ entries, scores }: KnownEntries, query: string): KnownEntry[] {
  const found = scores(query)
  return entries
    .map((entry, at) => ({ entry, score: found[at] ?? 0 }))
    .toSorted((a, b) => b.score - a.score || Number(isOlder(a.entry, b.entry)) - Number(isOlder(b.entry, a.entry)))
    .map(({ entry }) => entry)
}

const isOlder = (one: PastEntry, other: PastEntry) => (one.publishedAt ?? '') < (other.publishedAt ?? '')

/** A day is over at its end; what has no date may be later. */
function isBefore(publishedAt: string | null, before: string): boolean {
  if (publishedAt === null) return false
  return publishedAt.length === 10 ? publishedAt < before.slice(0, 10) : publishedAt < before
}

async function exemplarOf(entry: PastEntry, { markedText }: ExemplarParts): Promise<Exemplar> {
  const { origin, title, starred } = entry
  const marked = await markedText(entry)
  const text = withoutSlips(marked ?? entry.text)
  const size = `${starred ? 'starred, ' : ''}${countWords(entry.text)} words`
  const about =
    marked === null ? `${size}; as printed, so without its marks; notes not shown` : `${size}; notes not shown`
  return { origin, title, about, text }
}

const hasMarks = ({ text }: Exemplar) => /\[\[p\d+: "/.test(text)
