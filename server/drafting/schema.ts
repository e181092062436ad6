/** The nouns of drafting: what is sent to a model, and the draft that comes back. */
import { z } from 'zod'
import type { Failure } from '../result.ts'
import type { EvidenceMark } from '../grounding/schema.ts'
import type { PaperId, PaperTextId } from '../papers/schema.ts'

export const DraftId = z.string().uuid().brand<'DraftId'>()
export type DraftId = z.infer<typeof DraftId>

/** A note of the editor as a draft sees it; `number` counts from 1 in the order of the notes box. */
export type NoteForDraft = { number: number; text: string }

/** What was sent of the paper, said in plain words beside the draft. */
export type ContextPlan = {
  /** The fenced text, pages announced by `[page N]` lines. */
  paperText: string
  /** 1-based numbers of pages sent whole or in part. */
  pagesSent: number[]
  pageCount: number
  /** Share 0..1 of the paper's readable letters that was sent. */
  share: number
  /** Section headings left out, in order. */
  leftOut: string[]
  /** "sent pages 1-9 and 14 of 31 (42 %)". */
  summary: string
  /** Instructions to a language model found in the paper's text: shown to the editor, sent only as fenced data. */
  suspicious: string[]
}

/**
 * - `streaming` being written; - `complete`; - `incomplete` cut by the output limit, an error or Stop, text kept;
 * - `interrupted` the server went down while it was written; - `failed` nothing usable came;
 * - `unreadable` the model said that there is not enough readable text.
 */
export type DraftStatus = 'streaming' | 'complete' | 'incomplete' | 'interrupted' | 'failed' | 'unreadable'

/** What came of a reply once its marks and its tail were taken out. */
export type ParsedReply = {
  /** The draft itself: Markdown without marks or tail, outer white space trimmed. */
  prose: string
  marks: EvidenceMark[]
  /** Marks that were never closed, as they stood; cut from the prose. */
  broken: string[]
  /** The lines after `For the editor:`, bullets stripped. */
  tail: string[]
  /** Set when the reply is `Not enough readable text: …`. */
  unreadable: string | null
}

export type Draft = {
  id: DraftId
  paperId: PaperId
  paperTextId: PaperTextId
  status: DraftStatus
  /** `offline`, or the model's name. */
  model: string
  promptName: string
  promptSha: string | null
  callId: string | null
  /** The model's words as they came, kept for ever. */
  reply: string
  prose: string
  marks: EvidenceMark[]
  tail: string[]
  broken: string[]
  plan: Omit<ContextPlan, 'paperText'> | null
  /** Numbers of the notes that the draft carries, and of those it does not mention. */
  notesUsed: number[]
  notesNotMentioned: number[]
  words: number
  error: { kind: string; message: string } | null
  createdAt: string
  finishedAt: string | null
}

export type DraftErrorKind =
  | 'paper-not-found'
  | 'not-extracted-yet'
  | 'no-readable-text'
  | 'already-writing'
  | 'prompt-not-found'
  | 'prompt-broken'
  | 'draft-not-found'
export type DraftError = Failure<DraftErrorKind>
