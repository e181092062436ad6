/** Grounds a text against the newest reading of its paper, and keeps what it found with the revision. */
import type { Draft, DraftId } from '../drafting/schema.ts'
import { withContext } from '../grounding/find-again.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper, type PaperIndex } from '../grounding/paper-index.ts'
import type { Anchor, Grounding } from '../grounding/schema.ts'
import { withSecondLooks } from '../grounding/second-look.ts'
import { sentenceOrigins } from '../grounding/sentence-origins.ts'
import { toLookAt } from '../grounding/to-look-at.ts'
import type { PaperId, PaperText, PaperTextId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { followSentences } from './follow-sentences.ts'
import { placeAnchor } from './place-anchor.ts'
import { placeLinks, sentenceLinks } from './place-links.ts'
import { placeNotes } from './place-notes.ts'
import type { PlacedLink, PlacedNote, Revision, ToLookAt } from './schema.ts'
import type { ReviewStore } from './store.ts'

export type DraftReader = { findDraft: (id: DraftId) => Promise<Draft | null> }
export type Checked = {
  paperTextId: PaperTextId
  paperText: PaperText
  /** Made ready for grounding; built when it is first asked for. */
  paper: () => PaperIndex
  /** With the editor's links, and what a model said, laid over what the program found. */
  grounding: Grounding
  /** What the program found by itself: this is kept with a revision. */
  alone: Grounding
  links: PlacedLink[]
  /** What the editor is asked about before approval; sentences marked "I checked this" are left out. */
  toLookAt: ToLookAt[]
}
type Checkable = { text: string; draft: Pick<Draft, 'prose' | 'marks'> | null; paperId: PaperId }

export type Grounder = {
  /** Builds the paper's index ahead of time: half a second that the end of a draft need not wait for. */
  warm: (paperId: PaperId) => Promise<void>
  /** Null where the paper has not been read. Nothing is kept. */
  check: (checkable: Checkable) => Promise<Checked | null>
  /** The same for a saved revision, kept: a second call reads what the first one found. */
  checkRevision: (revision: Revision) => Promise<Checked | null>
  keep: (revision: Revision, checked: Checked) => Promise<void>
  /** The editor has said something of the paper's sentences: the count of what is still open follows. */
  recount: (paperId: PaperId) => Promise<void>
  /** A passage where the newest reading has it, with the words round it as they are there; null where it has it not, or is not there. */
  placeAnchor: (paperId: PaperId, anchor: Anchor) => Promise<Anchor | null>
  /** The editor's notes with their highlights where the newest reading has them. */
  placedNotes: (paperId: PaperId) => Promise<PlacedNote[]>
}

export function createGrounder(papers: PaperReader, review: ReviewStore, drafts: DraftReader): Grounder {
  // As long as the reading itself is held in memory: see papers/kept-texts.ts.
  const indexes = new WeakMap<PaperText, PaperIndex>()
  const indexOf = (text: PaperText): PaperIndex => {
    const index = indexes.get(text) ?? indexPaper(text)
    indexes.set(text, index)
    return index
  }
  async function laidOver(checkable: Checkable, kept: Grounding | null): Promise<Checked | null> {
    const { text, draft, paperId } = checkable
    const latest = await papers.latestText(paperId)
    if (!latest || 'error' in latest) return null
    const links = await review.listLinks(paperId)
    const paper = () => indexOf(latest.text)
    const drafted = draft && { prose: draft.prose, marks: draft.marks }
    const alone = kept ?? ground({ text, draft: drafted, paper: paper() })
    const common = { paperTextId: latest.id, paperText: latest.text, paper, alone }
    const looks = await review.secondLooksOf(paperId)
    if (links.length === 0) {
      const grounding = withSecondLooks(alone, looks)
      return { ...common, grounding, links: [], toLookAt: await lookAt(review, paperId, grounding) }
    }
    // A text that is not saved yet: the links go the step that they will go when it is.
    const followed = followSentences(links, (await review.head(paperId))?.text ?? '', text)
    const texts = sentenceOrigins(text, drafted).map((origin) => origin.text)
    const placed = placeLinks(followed, texts, latest.text, paper)
    const linked = ground({
      text,
      draft: drafted,
      links: sentenceLinks(placed, 'linked'),
      unlinked: sentenceLinks(placed, 'unlinked'),
      paper: paper(),
      previous: alone,
    })
    const grounding = withSecondLooks(linked, looks)
    return { ...common, grounding, links: placed, toLookAt: await lookAt(review, paperId, grounding) }
  }

  async function keep(revision: Revision, { paperTextId, alone, toLookAt: open }: Checked): Promise<void> {
    await review.addGrounding(revision.id, paperTextId, alone, { found: toLookAt(alone).length, open: open.length })
  }

  async function checkRevision(revision: Revision): Promise<Checked | null> {
    const latest = await papers.latestText(revision.paperId)
    if (!latest || 'error' in latest) return null
    const kept = await review.findGrounding(revision.id, latest.id)
    const draft = revision.draftId && (await drafts.findDraft(revision.draftId))
    const checked = await laidOver({ text: revision.text, draft: draft || null, paperId: revision.paperId }, kept)
    if (checked && !kept) await keep(revision, checked)
    return checked
  }

  return {
    async warm(paperId) {
      const latest = await papers.latestText(paperId)
      if (latest && 'text' in latest) indexOf(latest.text)
    },
    check: (checkable) => laidOver(checkable, null),
    checkRevision,
    keep,
    async recount(paperId) {
      // One count after another, so that the last one written has seen all that was said before it.
      await review.together(async () => {
        await review.lockPaper(paperId)
        const head = await review.head(paperId)
        const checked = head && (await checkRevision(head))
        if (head && checked) await review.setStillOpen(head.id, checked.paperTextId, checked.toLookAt.length)
      })
    },
    async placeAnchor(paperId, anchor) {
      const latest = await papers.latestText(paperId)
      if (!latest || 'error' in latest) return null
      const placed = placeAnchor(anchor, latest.text, () => indexOf(latest.text))
      return placed && withContext(placed, latest.text)
    },
    async placedNotes(paperId) {
      const notes = await review.listNotes(paperId)
      const latest = await papers.latestText(paperId)
      // Without a text the page says that the paper could not be read; no place is lost by that.
      if (!latest || 'error' in latest) return notes.map((note) => ({ ...note, placeLost: false }))
      return placeNotes(notes, latest.text, () => indexOf(latest.text))
    },
  }
}

/** What the editor checked is not asked about; what the editor called wrong is, until it has other words. */
async function lookAt(review: ReviewStore, paperId: PaperId, grounding: Grounding): Promise<ToLookAt[]> {
  const { right, wrong } = await review.answersOf(paperId)
  const asked = new Map(toLookAt(grounding).map((item) => [item.sentence, item]))
  return grounding.sentences.flatMap(({ text }) => {
    if (right.has(text)) return []
    const item = asked.get(text)
    asked.delete(text)
    return item ?? (wrong.has(text) ? { sentence: text, why: 'You said that this is wrong.' } : [])
  })
}
