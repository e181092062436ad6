/** Past entries made ready to be searched; what was once read of an entry is kept, since its text never changes. */
import { createBm25 } from '../text/bm25.ts'
import { squeeze } from '../text/normalize.ts'
import { tokens } from '../text/tokens.ts'
import { paperKey, type PaperKey } from './same-paper.ts'
import type { PastEntry } from './schema.ts'

/** `letters`: of its text, as titles are compared. */
export type KnownEntry = PastEntry & { key: PaperKey; letters: string }
export type KnownEntries = {
  entries: readonly KnownEntry[]
  /** How near each entry's heading and text are to a query, by BM25 (Robertson & Zaragoza 2009); 0 shares no word with it. */
  scores: (query: string) => ArrayLike<number>
}

/** @param source asked every time: entries are approved, withdrawn, imported and taken away */
export function createKnownEntries(source: () => Promise<PastEntry[]>): () => Promise<KnownEntries> {
  let known = read([])
  return async () => {
    const entries = await source()
    // Title, arXiv id and star are the paper's, and may change; an approval's text may not.
    const same = JSON.stringify(entries.map(nameOf)) === JSON.stringify(known.entries.map(nameOf))
    if (!same) known = read(entries)
    return known
  }
}

const nameOf = ({ id, title, arxivId, starred }: PastEntry) => [id, title, arxivId, starred]

function read(past: readonly PastEntry[]): KnownEntries {
  const entries = past.map((entry) => ({ ...entry, key: paperKey(entry), letters: squeeze(entry.text).text }))
  const index = createBm25(
    entries.map(({ title, text }) => tokens(`${title}\n${text}`)),
    entries.map((_, first) => ({ first, count: 1, weight: 1 })),
  )
  return { entries, scores: (query) => index.scores(new Map(tokens(query).map((term) => [term, 1]))) }
}
