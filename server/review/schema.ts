/** The nouns of review: the editor's notes, revisions, approvals, and the record of what an edit cost. */
import { z } from 'zod'
import type { Failure } from '../result.ts'
import type { Anchor, Flag, FlagKind, SentenceStatus } from '../grounding/schema.ts'
import type { DraftId } from '../drafting/schema.ts'
import type { PaperId } from '../papers/schema.ts'

export const RevisionId = z.string().uuid().brand<'RevisionId'>()
export type RevisionId = z.infer<typeof RevisionId>
export const NoteId = z.string().uuid().brand<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>
export const LinkId = z.string().uuid().brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>
export const ApprovalId = z.string().uuid().brand<'ApprovalId'>()
export type ApprovalId = z.infer<typeof ApprovalId>

/** What the editor jotted while reading; a highlight has its place. */
export type Note = {
  id: NoteId
  paperId: PaperId
  number: number
  text: string
  anchor: Anchor | null
  updatedAt: string
}

/**
 * A note beside the newest reading of its paper. `placeLost`: that reading does not have the highlighted words, or has them
 * in several places alike; `anchor` is then still the one made on the earlier reading.
 */
export type PlacedNote = Note & { placeLost: boolean }

/** A passage that the editor tied to a sentence (`linked`), or said not to be its source (`unlinked`). */
export type Link = {
  id: LinkId
  paperId: PaperId
  kind: 'linked' | 'unlinked'
  /** The words that it was said of. */
  sentence: string
  /** The same sentence in the newest revision that has it. */
  sentenceNow: string
  anchor: Anchor
}

/**
 * A link beside a text and a reading. `placed`: `sentenceNow` is a sentence of that text and `anchor` stands in that reading;
 * `place-lost`: that reading does not have the passage; `sentence-gone`: no sentence of the text grew from it. Then `anchor` and
 * `sentenceNow` are as they were.
 */
export type PlacedLink = Link & { state: 'placed' | 'place-lost' | 'sentence-gone' }

/** What the checks said of one sentence before the editor helped them. */
export type SentenceSigns = { text: string; status: SentenceStatus; flags: Flag[] }

/** The editor's word on a sentence: "I checked this", "it is wrong", or neither. */
export type SentenceAnswer = 'right' | 'wrong'
/** One flag answered: `agreed`, the sentence was wrong; `dismissed`, it was right. `missed`: wrong, and no flag had told. */
export type FlagAnswer = {
  sentence: string
  /** The status that the sentence carried. */
  status: SentenceStatus
  flag: FlagKind | 'missed'
  answer: 'agreed' | 'dismissed'
}

/** One saved state of a paper's entry. `sequence` counts from 1 a paper and has no gaps; the last one is the head. */
export type Revision = {
  id: RevisionId
  paperId: PaperId
  sequence: number
  text: string
  /** The draft that this text grew from; null when the editor began on an empty page. */
  draftId: DraftId | null
  origin: 'draft' | 'edit' | 'own' | 'restored'
  author: string
  createdAt: string
}

/** PostgreSQL takes no NUL in text, and no reader sees one. */
const withoutNul = (text: string) => text.replaceAll('\0', '\ufffd')
/** Longer than any entry; keeps one request from filling the library. */
export const EntryText = z.string().max(200_000).overwrite(withoutNul)
export const SentenceText = z.string().regex(/\S/, 'has no words').max(10_000).overwrite(withoutNul)

const position = z.number().int().min(0).max(1_000_000)
/** One change in the editor as CodeMirror reports it: replaced `[from, to)` by `insert`, at this instant. */
export const EditOp = z.object({ at: z.string().max(40), from: position, to: position, insert: EntryText })
export type EditOp = z.infer<typeof EditOp>

/**
 * What it cost to get from the draft to the approved text. Tokens: words, numbers and paragraph breaks after NFC.
 * `cost` = Levenshtein(draft, approved) over tokens / the longer, 0..1; `fixed` and `added` are its parts by sentence
 * alignment (model sentences changed or dropped; the editor's own). All null without a draft.
 */
export type EditRecord = {
  draftId: DraftId | null
  cost: number | null
  fixed: number | null
  added: number | null
  sentencesKept: number | null
  sentencesChanged: number | null
  sentencesDropped: number | null
  sentencesAdded: number | null
  /** Visible tab, gaps over 60 s cut. */
  activeMs: number
  reason: number | null
}

export type Rating = { faithful: number | null; style: number | null; insight: number | null }

export type Approval = {
  id: ApprovalId
  paperId: PaperId
  revisionId: RevisionId
  text: string
  approvedAt: string
  withdrawnAt: string | null
  record: EditRecord
}

/** Asked once before approval: what nobody changed and the check did not find. */
export type ToLookAt = { sentence: string; why: string }

export type ReviewErrorKind =
  | 'paper-not-found'
  | 'revision-conflict'
  | 'precondition-required'
  | 'already-approved'
  | 'not-approved'
  | 'confirm-first'
  | 'nothing-to-approve'
  | 'draft-incomplete'
  | 'note-not-found'
  | 'link-not-found'
  | 'sentence-not-found'
  | 'revision-not-found'
  | 'passage-not-found'
  | 'draft-not-found'
export type ReviewError = Failure<ReviewErrorKind> & { theirs?: Revision; toLookAt?: ToLookAt[] }
