/** What the pages read: views joined over rooms. No writes here. */
import type { Draft, DraftStatus } from '../drafting/schema.ts'
import type {
  Anchor,
  GroundedNumber,
  GroundedQuote,
  GroundedSentence,
  NumberPlace,
  Passage,
} from '../grounding/schema.ts'
import type { JobProgress } from '../jobs/queue.ts'
import type { Box, ExtractionWarning, Figure, Length, Paper } from '../papers/schema.ts'
import type { Failure } from '../result.ts'
import type { Approval, PlacedNote, Revision } from '../review/schema.ts'

/** A region of a page: points, origin top left of the page as shown. */
export type PageBox = { pageIndex: number; box: Box }

/** How far the reading of a paper's file has come. */
export type ReadingState =
  | { state: 'reading'; progress: JobProgress | null }
  | { state: 'read'; pageCount: number; pagesNotRead: number[]; warnings: ExtractionWarning[] }
  /** `no-text-layer` and the like: the file is kept, drafting is refused, `message` says why. */
  | { state: 'unreadable'; error: Failure }

/** Where a paper stands on its way into an issue. */
export type PaperStage = 'reading' | 'unreadable' | 'to-review' | 'drafting' | 'approved' | 'skipped'

export type PaperRow = {
  paper: Paper
  stage: PaperStage
  reading: ReadingState
  noteCount: number
  draft: { id: string; status: DraftStatus; model: string; number: number } | null
  /** Words of the current text; 0 when there is none. */
  words: number
  /** Sentences and numbers that approval would ask about. */
  toLookAt: number
  approvedAt: string | null
  /** Date of the issue that holds it. */
  inIssue: string | null
}

export type BoxedAnchor = Anchor & { boxes: PageBox[] }
export type BoxedQuote = Omit<GroundedQuote, 'anchor' | 'otherPlaces'> & {
  anchor: BoxedAnchor | null
  otherPlaces: BoxedAnchor[]
}
export type BoxedPassage = Omit<Passage, 'anchor'> & { anchor: BoxedAnchor }
export type BoxedPlace = NumberPlace & { boxes: PageBox[] }
export type BoxedNumber = Omit<GroundedNumber, 'places'> & { places: BoxedPlace[] }
export type SentenceView = Omit<GroundedSentence, 'quotes' | 'passages' | 'numbers'> & {
  quotes: BoxedQuote[]
  passages: BoxedPassage[]
  numbers: BoxedNumber[]
  /** The editor said "I checked this". */
  checkedByEditor: boolean
}
export type GroundingView = { revisionId: string; sentences: SentenceView[]; pagesNotRead: number[] }

export type DraftSummary = Pick<Draft, 'id' | 'status' | 'model' | 'promptName' | 'words' | 'error' | 'createdAt'> & {
  number: number
}

/** Everything that the review page of one paper shows. */
export type ReviewView = {
  paper: Paper
  stage: PaperStage
  reading: ReadingState
  figures: Figure[]
  notes: PlacedNote[]
  /** The current text, or null while nothing is written. Its id is the ETag of the next save. */
  head: Revision | null
  /** The draft that the current text grew from, else the newest. */
  draft: Draft | null
  drafts: DraftSummary[]
  grounding: GroundingView | null
  /** Set while approved and not withdrawn. */
  approval: Approval | null
  /** Why drafting is refused, or null. */
  draftRefused: Failure | null
}

export type FindHit = { pageIndex: number; context: string; boxes: PageBox[] }

/** What the status line of every page and the first visit need. */
export type StatusView = {
  version: string
  model: { configured: boolean; name: string; endpoint: string | null }
  paperCount: number
  lengthDefault: Length
}
