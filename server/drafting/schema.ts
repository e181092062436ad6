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
  /** "sent pages 1-9 and 14 of 31 (42 %)", and what went as condensed notes. */
  summary: string
  /** Of a paper longer than the budget: what a model condensed to notes before, since it did not fit. */
  condensed?: Condensed
  /** Instructions to a language model found in the paper's text: shown to the editor, sent only as fenced data. */
  suspicious: string[]
}

/** What went as notes: the headings of the sections, 1-based pages that the notes cite, notes kept, and those left out because the paper does not have their quote. */
export type Condensed = { sections: string[]; pages: number[]; notes: number; dropped: number }

/** A draft outside its band is asked once to be shorter or longer; the better one of the two is the draft. */
export type LengthRepair = {
  asked: 'shorter' | 'longer'
  /** Of the first reply, and of the second; null when no second one came whole. */
  words: number
  wordsAfter: number | null
  kept: 'first' | 'second'
  /** Why the second turn gave nothing. */
  error: { kind: string; message: string } | null
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

/** What speaks for and against a draft, each about 0..1 (1 is best); see features.ts. */
export const featureNames = [
  'numbers-found',
  'quotes-found',
  'length',
  'house-style',
  'own-words',
  'notes-used',
] as const
export type FeatureName = (typeof featureNames)[number]
export type Features = Record<FeatureName, number>

/** A draft among the `of` drafts of one request; `place` 1 is the best, which became the text. */
export type DraftRank = {
  batchId: string
  place: number
  of: number
  features: Features
  /** What each feature adds to the score: its weight times the feature. */
  parts: Features
  score: number
  /** Choices of the editor that were known then; below `choicesNeeded` the weights are those set by hand. */
  choices: number
}
/** The weights of the ranking are the program's own until the editor has chosen so often. */
export const choicesNeeded = 20

export type Draft = {
  id: DraftId
  paperId: PaperId
  paperTextId: PaperTextId
  status: DraftStatus
  /** `offline`, or the model's name. */
  model: string
  promptName: string
  promptSha: string | null
  /** The call whose reply this is, or the last one that was made; null where none was, as for the offline drafter. */
  callId: string | null
  /** Every call that was made for it, in order: condensing, the reply, the turn about its length. */
  callIds: string[]
  repair: LengthRepair | null
  /** How it stands among the drafts of its request; null where it was the only one. */
  rank: DraftRank | null
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

/** How a sentence is to be said anew; `words` is the number asked for. `my-words`: as the editor's notes would say it. */
export type RewriteWish = { how: 'shorter' | 'cut-hype' | 'my-words' } | { how: 'words'; words: number }

export type DraftErrorKind =
  | 'paper-not-found'
  | 'not-extracted-yet'
  | 'no-readable-text'
  | 'already-writing'
  | 'prompt-not-found'
  | 'prompt-broken'
  | 'draft-not-found'
export type DraftError = Failure<DraftErrorKind>
