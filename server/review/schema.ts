/** The nouns of review: the editor's notes, revisions, approvals, and the record of what an edit cost. */
import { z } from 'zod'
import type { Failure } from '../result.ts'
import type { Anchor } from '../grounding/schema.ts'
import type { DraftId } from '../drafting/schema.ts'
import type { PaperId } from '../papers/schema.ts'

export const RevisionId = z.string().uuid().brand<'RevisionId'>()
export type RevisionId = z.infer<typeof RevisionId>
export const NoteId = z.string().uuid().brand<'NoteId'>()
export type NoteId = z.infer<typeof NoteId>
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
  | 'draft-not-found'
export type ReviewError = Failure<ReviewErrorKind> & { theirs?: Revision; toLookAt?: ToLookAt[] }
