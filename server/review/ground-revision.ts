/** Grounds a text against the newest reading of its paper, and keeps what it found with the revision. */
import type { Draft, DraftId } from '../drafting/schema.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper, type PaperIndex } from '../grounding/paper-index.ts'
import type { Grounding } from '../grounding/schema.ts'
import { toLookAt } from '../grounding/to-look-at.ts'
import type { PaperId, PaperText, PaperTextId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { placeNotes } from './place-notes.ts'
import type { PlacedNote, Revision, ToLookAt } from './schema.ts'
import type { ReviewStore } from './store.ts'

export type DraftReader = { findDraft: (id: DraftId) => Promise<Draft | null> }
export type Checked = {
  paperTextId: PaperTextId
  paperText: PaperText
  grounding: Grounding
  /** What the editor is asked about before approval; sentences marked "I checked this" are left out. */
  toLookAt: ToLookAt[]
}
type Checkable = { text: string; draft: Draft | null; paperId: PaperId; previous?: Grounding }

export type Grounder = {
  /** Builds the paper's index ahead of time: half a second that the end of a draft need not wait for. */
  warm: (paperId: PaperId) => Promise<void>
  /** Null where the paper has not been read. Nothing is kept. */
  check: (checkable: Checkable) => Promise<Checked | null>
  /** The same for a saved revision, kept: a second call reads what the first one found. */
  checkRevision: (revision: Revision) => Promise<Checked | null>
  /** The editor's notes with their highlights where the newest reading has them. */
  placedNotes: (paperId: PaperId) => Promise<PlacedNote[]>
}

/** Indexes of so many papers are held in memory: the open one, the next one, and a few more. */
const indexesKept = 6

export function createGrounder(papers: PaperReader, review: ReviewStore, drafts: DraftReader): Grounder {
  const indexes = new Map<PaperTextId, PaperIndex>()
  const indexOf = (id: PaperTextId, text: PaperText): PaperIndex => {
    const index = indexes.get(id) ?? indexPaper(text)
    indexes.delete(id)
    indexes.set(id, index)
    const oldest = indexes.keys().next().value
    if (indexes.size > indexesKept && oldest !== undefined) indexes.delete(oldest)
    return index
  }
  const lookAt = async (paperId: PaperId, grounding: Grounding) => {
    const checked = await review.checkedSentences(paperId)
    return toLookAt(grounding).filter((item) => !checked.has(item.sentence))
  }

  async function check({ text, draft, paperId, previous }: Checkable): Promise<Checked | null> {
    const latest = await papers.latestText(paperId)
    if (!latest || 'error' in latest) return null
    const grounding = ground({
      text,
      draft: draft && { prose: draft.prose, marks: draft.marks },
      paper: indexOf(latest.id, latest.text),
      ...(previous && { previous }),
    })
    return { paperTextId: latest.id, paperText: latest.text, grounding, toLookAt: await lookAt(paperId, grounding) }
  }

  return {
    async warm(paperId) {
      const latest = await papers.latestText(paperId)
      if (latest && 'text' in latest) indexOf(latest.id, latest.text)
    },
    check,
    async placedNotes(paperId) {
      const notes = await review.listNotes(paperId)
      const latest = await papers.latestText(paperId)
      // Without a text the page says that the paper could not be read; no place is lost by that.
      if (!latest || 'error' in latest) return notes.map((note) => ({ ...note, placeLost: false }))
      return placeNotes(notes, latest.text, () => indexOf(latest.id, latest.text))
    },
    async checkRevision(revision) {
      const latest = await papers.latestText(revision.paperId)
      if (!latest || 'error' in latest) return null
      const kept = await review.findGrounding(revision.id, latest.id)
      if (kept) {
        const items = await lookAt(revision.paperId, kept)
        return { paperTextId: latest.id, paperText: latest.text, grounding: kept, toLookAt: items }
      }
      const draft = revision.draftId && (await drafts.findDraft(revision.draftId))
      const checked = await check({ text: revision.text, draft: draft || null, paperId: revision.paperId })
      if (checked)
        await review.addGrounding(revision.id, checked.paperTextId, checked.grounding, checked.toLookAt.length)
      return checked
    },
  }
}
