/** What the evals are given by whoever wires them. */
import type { PromptSource } from '../drafting/prepare-request.ts'
import type { Announcer } from '../jobs/announcer.ts'
import type { Queue } from '../jobs/queue.ts'
import type { PaperId, PaperTextId } from '../papers/schema.ts'
import type { ApprovedStore } from './approved-store.ts'
import type { CaseExamples } from './case-examples.ts'
import type { ReadyPapers } from './ready-papers.ts'
import type { DraftOnce } from './schema.ts'
import type { EvalStore } from './store.ts'

export type EvalParts = {
  store: EvalStore
  approved: ApprovedStore
  prompts: PromptSource
  draftOnce: DraftOnce
  withExamples: CaseExamples
  papers: ReadyPapers
  /** The newest good reading of a paper; null where there is none. */
  latestTextId: (id: PaperId) => Promise<PaperTextId | null>
  queue: Queue
  announcer: Announcer
  now: () => Date
  /** True: no reply is taken from an earlier run (recorded ones cost nothing, and may have been edited). */
  fresh?: boolean
}
