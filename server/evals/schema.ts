/** The nouns of the evals: variants, cases, runs, and what the page shows of them. */
import { z } from 'zod'
import type { PairedDifference } from '../../evals/statistics/paired-difference.ts'
import type { Preference } from '../../evals/statistics/preference.ts'
import type { Verdict } from '../../evals/statistics/verdict.ts'
import type { Score, ScorerName } from '../../evals/schema.ts'
import type { DraftOnceOutcome, DraftOnceRequest } from '../drafting/draft-once.ts'
import type { NoteForDraft } from '../drafting/schema.ts'
import type { Example } from '../drafting/shipped-examples.ts'
import type { JobProgress } from '../jobs/queue.ts'
import type { Length, PaperTextId } from '../papers/schema.ts'
import type { Failure } from '../result.ts'
import type { EditRecord } from '../review/schema.ts'

export const RunId = z.string().uuid().brand<'RunId'>()
export type RunId = z.infer<typeof RunId>
export const CaseId = z.string().uuid().brand<'CaseId'>()
export type CaseId = z.infer<typeof CaseId>

export const offline = 'offline'

export const Parameters = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.number().int().min(1).max(100_000).optional(),
})
/** What is compared: a prompt on a model. `model` is its name, or `offline`. */
export const Variant = z.strictObject({
  name: z.string().min(1).max(60),
  /** `draft`, or one version of it: `draft@1a2b3c`. */
  prompt: z.string().regex(/^[a-z0-9-]+(?:@[0-9a-f]{6,64})?$/, 'the name of a prompt, or name@version'),
  model: z.string().min(1).max(200),
  parameters: Parameters.default({}),
})
export type Variant = z.infer<typeof Variant>

/** What a run is asked to be. The first variant is the one that the others are compared with. */
export const NewRun = z.strictObject({
  name: z.string().max(200).optional(),
  variants: z
    .array(Variant)
    .min(1)
    .max(8)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'two variants have the same name'),
  repeats: z.number().int().min(1).max(20).default(1),
  /** US dollars; no call is made that could pass it. Left out: the limit of the settings. */
  spendLimitUsd: z.number().positive().optional(),
  concurrency: z.number().int().min(1).max(64).default(4),
})
export type NewRun = z.infer<typeof NewRun>

/** A variant as the run froze it: the prompt's version as drafts keep it, and a hash over it and all that is put into it. Null for the offline drafter. */
export type FrozenVariant = Variant & {
  promptSha: string | null
  shownSha: string | null
  /** False: its prompt shows no examples, so that those of a case don't matter to it. */
  usesExamples?: boolean
}
/** `base`: the name of the variant that the others are compared with. */
export type RunSpec = {
  variants: FrozenVariant[]
  base: string
  repeats: number
  spendLimitUsd: number | null
  concurrency: number
}

/** The draft that a text grew from: a comparison by distance to that text favours it. */
export type AnchoredTo = { draftId: string; model: string; promptName: string; promptSha: string | null }

/** What a case was when the run began; nothing of it but title, authors, length, notes and examples is ever shown to a model. */
export type EvalCase = {
  title: string
  authors: string[]
  starred: boolean
  length: Length
  /** The notes as the live draft saw them, else those there were before the approval. */
  notes: NoteForDraft[]
  paper: { kind: 'library'; paperTextId: PaperTextId } | { kind: 'file'; path: string; sha256: string }
  /** What its drafts are shown as examples; runs of before they were chosen by paper have none. */
  examples?: Example[]
  /** The editor's text; null for a paper that nobody has written about. */
  approved: string | null
  approvedAt: string | null
  record: EditRecord | null
  /** What the model wrote live. */
  draft: string | null
  /** Null when the text grew from no draft: no draft of the paper was there when it was approved. */
  anchoredTo: AnchoredTo | null
}

/** How a cell is drafted. Of the case the model is shown the paper, its title and authors, and the notes: nothing else. */
export type DraftOnce = (request: DraftOnceRequest) => Promise<DraftOnceOutcome>

export type EvalErrorKind =
  | 'run-not-found'
  | 'case-not-found'
  | 'no-cases'
  | 'prompt-not-found'
  | 'prompt-broken'
  | 'bad-suite'
  | 'nothing-to-compare'
  | 'stopped'
  | 'spend-limit'
export type EvalError = Failure<EvalErrorKind>

export type RunState = 'running' | 'done' | 'stopped' | 'failed'
export type RunSummary = {
  id: RunId
  name: string
  state: RunState
  createdAt: string
  finishedAt: string | null
  variants: FrozenVariant[]
  base: string
  repeats: number
  papers: number
  /** Cells: papers × variants × repeats. */
  done: number
  failed: number
  total: number
  progress: JobProgress | null
}

export type Estimate = {
  papers: number
  cells: number
  /** Answered from earlier runs of the very same request. */
  known: number
  /** US dollars and minutes of the rest, from what earlier drafts of these models took; null with the reason in `why`. */
  costUsd: number | null
  minutes: number | null
  why: string
}

/** One measure of one variant beside the base. `exploratory`: not what the run was for; a hint, never a verdict. */
export type Measure = {
  name: ScorerName
  unit: Score['unit']
  better: 'low' | 'high'
  /** Mean over papers, and how many papers could be judged. */
  mean: number | null
  papers: number
  /** Null for the base itself and where nothing can be compared. */
  comparison: PairedDifference | null
  verdict: Verdict | null
  exploratory: boolean
}

export type TableRow = {
  variant: FrozenVariant
  role: 'base' | 'variant' | 'offline'
  cells: { done: number; failed: number; expected: number }
  measures: Measure[]
  blind: Preference | null
  verdict: { kind: Verdict['kind']; why: string } | null
  /** Papers whose approved text grew from this very variant: their distance to it is not reported. */
  favoured: number
}

export type Card = {
  /** Whole sentences, in reading order. */
  sentences: string[]
  /** Name of the variant that it speaks about; null when there is only the base. */
  variant: string | null
  /** Null while there is nothing to compare. */
  verdict: Verdict['kind'] | null
  moreIssues: number | null
  /** Cases on which the variant did worse than the base. */
  lookAt: CaseId[]
  costUsd: number | null
}

export type CaseRow = {
  id: CaseId
  title: string
  starred: boolean
  wrongFacts: Record<string, number | null>
  failed: number
  anchoredTo: AnchoredTo | null
}
export type RunView = { run: RunSummary; card: Card; table: TableRow[]; cases: CaseRow[] }

export type CellView = {
  variant: string
  repeat: number
  prose: string | null
  scores: Score[]
  error: { kind: string; message: string } | null
  costUsd: number | null
  durationMs: number
  /** Taken from an earlier run of the very same request. */
  known: boolean
}
export type CaseView = Pick<EvalCase, 'title' | 'starred' | 'notes' | 'approved' | 'anchoredTo'> & {
  id: CaseId
  paperId: string | null
  cells: CellView[]
}

export const BlindChoice = z.strictObject({ caseId: CaseId, choice: z.enum(['left', 'right', 'same']) })
export type BlindChoice = z.infer<typeof BlindChoice>
/** Two texts without names. `pair` null: all seen. */
export type BlindView = {
  pair: { caseId: CaseId; title: string; left: string; right: string } | null
  seen: number
  total: number
}

export type LiveWeek = {
  /** Monday, `YYYY-MM-DD`. */
  week: string
  promptName: string
  promptSha: string | null
  model: string
  papers: number
  /** Means of the edit records. */
  cost: number
  fixed: number
  added: number
  minutes: number
}
