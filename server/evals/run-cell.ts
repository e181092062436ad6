/** One cell: the draft of one case by one variant, checked and scored. */
import { scoreDraft } from '../../evals/scorers/score-draft.ts'
import type { Score } from '../../evals/schema.ts'
import { parseReply } from '../drafting/parse-reply.ts'
import type { EvidenceMark, Grounding } from '../grounding/schema.ts'
import { lengthBand, type PaperText } from '../papers/schema.ts'
import { leakedRun } from './leak.ts'
import type { DraftOnceOutcome } from '../drafting/draft-once.ts'
import { offline, type DraftOnce, type EvalCase, type FrozenVariant } from './schema.ts'
import type { Cell, CellResult } from './store.ts'

/** A paper that can be drafted from and checked against; `ground` keeps its index, `runs` its words for the scorer of copies. */
export type ReadyPaper = {
  text: PaperText
  runs: ReadonlySet<string>
  ground: (draft: { prose: string; marks: EvidenceMark[] }) => Grounding
}

/** @param shown the prompt's own texts, searched for words of the approved text */
export async function runCell(
  draftOnce: DraftOnce,
  cell: Cell,
  of: EvalCase,
  variant: FrozenVariant,
  paper: ReadyPaper,
  shown: readonly string[],
  signal: AbortSignal,
): Promise<CellResult> {
  const nothing = { ...cell, output: null, scores: [], usage: null, known: false, costUsd: null, durationMs: 0 }
  const leak = variant.model === offline || of.approved === null ? null : leakedRun(of.approved, shown)
  if (leak !== null) {
    const message = `The prompt holds words of the approved text of this paper ("${leak}"): a draft of it would prove nothing.`
    return { ...nothing, error: { kind: 'leak', message } }
  }
  const { title, authors, starred, length, notes } = of
  const { prompt, model, parameters } = variant
  const request = {
    paperText: paper.text,
    examples: of.examples ?? [],
    title,
    authors,
    starred,
    length,
    notes,
    prompt,
    model,
    parameters,
    signal,
  }
  const { reply, parsed, error, usage, costUsd, durationMs } = await draftOnce(request)
  const unreadable = parsed.unreadable === null ? null : { kind: 'unreadable', message: parsed.unreadable }
  const failure =
    error ?? unreadable ?? (parsed.prose === '' ? { kind: 'empty-reply', message: 'The model wrote nothing.' } : null)
  const done = { ...nothing, output: reply, usage, costUsd, durationMs }
  if (failure) return { ...done, error: failure }
  return { ...done, error: null, scores: scoreReply(of, parsed, paper, { costUsd, durationMs }) }
}

/** An earlier reply to the same request, scored anew: checks and the approved text may have changed since. */
export function reuseReply(known: CellResult, cell: Cell, of: EvalCase, paper: ReadyPaper): CellResult {
  const scores = scoreReply(of, parseReply(known.output ?? ''), paper, known)
  return { ...known, ...cell, scores, known: true }
}

function scoreReply(
  of: EvalCase,
  { prose, marks }: Pick<DraftOnceOutcome['parsed'], 'prose' | 'marks'>,
  paper: ReadyPaper,
  { costUsd, durationMs }: Pick<DraftOnceOutcome, 'costUsd' | 'durationMs'>,
): Score[] {
  return scoreDraft({
    prose,
    marks,
    grounding: paper.ground({ prose, marks }),
    paperRuns: paper.runs,
    band: lengthBand(of.length),
    // A text that grew from a draft is near to that draft's prompt: it judges nobody.
    reference: of.anchoredTo === null ? of.approved : null,
    approved: null,
    costUsd,
    durationMs,
  })
}
