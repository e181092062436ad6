/** What the pages read: views joined over rooms. No writes here. */
import type { Draft, DraftRank, DraftStatus } from '../drafting/schema.ts'
import type {
  Anchor,
  Flag,
  FlagKind,
  GroundedNumber,
  GroundedQuote,
  GroundedSentence,
  NumberPlace,
  Passage,
  SentenceStatus,
} from '../grounding/schema.ts'
import type { JobProgress } from '../jobs/queue.ts'
import type { Box, ExtractionWarning, Figure, Length, Paper, PaperId } from '../papers/schema.ts'
import type { Failure } from '../result.ts'
import type { Approval, PlacedLink, PlacedNote, Rating, Revision } from '../review/schema.ts'

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
export type BoxedNumber = Omit<GroundedNumber, 'places' | 'headline'> & { places: BoxedPlace[]; headline?: BoxedPlace }
export type SentenceView = Omit<GroundedSentence, 'quotes' | 'passages' | 'numbers'> & {
  quotes: BoxedQuote[]
  passages: BoxedPassage[]
  numbers: BoxedNumber[]
  /** The editor said "I checked this". */
  checkedByEditor: boolean
  /** The editor said that it is wrong. */
  calledWrong: boolean
  /** What approval asks about. */
  flags: Flag[]
  /** The editor's own, of both kinds, also those whose passage the newest reading does not have (`place-lost`, no boxes). */
  links: LinkView[]
}
export type LinkView = Pick<PlacedLink, 'id' | 'kind' | 'state' | 'sentence'> & { anchor: BoxedAnchor }
export type GroundingView = {
  revisionId: string
  sentences: SentenceView[]
  pagesNotRead: number[]
  /** Links whose sentence is no longer in the text. */
  linksWithoutSentence: LinkView[]
}

export type DraftSummary = Pick<
  Draft,
  'id' | 'status' | 'model' | 'promptName' | 'promptSha' | 'words' | 'error' | 'createdAt'
> & {
  number: number
  /** Among the drafts of one request; null for one that was alone. */
  rank: Pick<DraftRank, 'place' | 'of'> | null
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
  /** The editor's newest, where entries are rated. */
  rating: Rating | null
  /** Set while approved and not withdrawn. */
  approval: Approval | null
  /** Why drafting is refused, or null. */
  draftRefused: Failure | null
}

/** A heading of the paper; `level` 1 is a section. */
export type OutlineEntry = { text: string; level: number; boxes: PageBox[] }

export type FindHit = { pageIndex: number; context: string; boxes: PageBox[] }

/** `count` of `n`, with Wilson's 95 % interval of the share; null for n = 0. */
export type CountOf = { count: number; n: number; interval: { low: number; high: number } | null }

/**
 * What became of a flag: the editor agreed or dismissed it; nobody answered and the sentence is not in the approved text
 * (`changed`), or is (`unanswered`).
 */
export type FlagOutcome = 'agreed' | 'dismissed' | 'changed' | 'unanswered'

type InPaper = {
  paperId: PaperId
  title: string
  sentence: string
  status: SentenceStatus
  /** Its place among the sentences of the newest checked text, from 0; null where it is no longer there. */
  index: number | null
}
/** `why` is null where only the answer is known: the flag was raised on a text in between. */
export type RaisedFlag = InPaper & { flag: FlagKind; why: string | null; outcome: FlagOutcome }
/** An error that no flag told of. */
export type MissedError = InPaper

export type FlagCount = {
  flag: FlagKind | 'all'
  /** Shares of all that were raised. */
  agreed: CountOf
  dismissed: CountOf
  changed: CountOf
  unanswered: CountOf
  /** Agreed, of those that were answered. */
  right: CountOf
}

/** How often the checks were wrong. Flags of entries in work are counted once they are answered. */
export type CheckRecord = {
  /** Entries whose flags are counted. */
  entries: number
  /** Flags of entries in work that nobody answered yet. */
  open: number
  all: FlagCount
  /** By kind, the most raised first. */
  kinds: FlagCount[]
  /** Errors in sentences that carried "quote found" or "nearest passage", of all such sentences. */
  missed: { status: 'quoted' | 'closest'; errors: CountOf }[]
  flags: RaisedFlag[]
  errors: MissedError[]
}

/** What the status line of every page and the first visit need. */
export type StatusView = {
  version: string
  model: { configured: boolean; name: string; endpoint: string | null }
  paperCount: number
  lengthDefault: Length
}
