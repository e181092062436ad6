/** The examples that a case's drafts are shown: chosen once, when the run begins, so that it can be gone on with and repeated. */
import type { Example, Examples } from '../drafting/shipped-examples.ts'
import type { PaperText, PaperTextId } from '../papers/schema.ts'
import { leakedRun } from './leak.ts'
import type { EvalCase } from './schema.ts'

type Case = { paperId: string | null; case: EvalCase }
/** The same cases with their examples. */
export type CaseExamples = <C extends Case>(cases: readonly C[]) => Promise<C[]>
export type CaseExampleParts = {
  /** The nearest of the past entries that the library has at this moment: they are read once for all cases. */
  nearest: () => Promise<Examples>
  /** The shipped ones alone: a suite of files has to mean the same in every library. */
  shipped: Examples
  textById: (id: PaperTextId) => Promise<PaperText | null>
}

/**
 * Never about the case's own paper, nothing that was approved or printed from its approval on, and none that shares a run
 * of words with the approved text (a turn that the editor uses in every entry, say).
 */
export function caseExamples({ nearest, shipped, textById }: CaseExampleParts): CaseExamples {
  const heads = new Map<PaperTextId, { abstract: string; arxivId: string | null }>()
  const headOf = async (id: PaperTextId) => {
    const head = heads.get(id) ?? readHead(await textById(id))
    heads.set(id, head)
    return head
  }
  async function examplesOf({ paperId, case: of }: Case, past: Examples): Promise<Example[]> {
    const { title, starred, approved, approvedAt, paper } = of
    if (paper.kind === 'file') return shipped({ paper: { id: null, title, ...readHead(null) }, starred })
    const head = await headOf(paper.paperTextId)
    const found = await past({ paper: { id: paperId, title, ...head }, starred, before: approvedAt ?? undefined })
    return approved === null ? found : found.filter(({ text }) => leakedRun(approved, [text]) === null)
  }
  return async (cases) => {
    const past = await nearest()
    const chosen = []
    // One after the other: the reading of a paper is a megabyte.
    for (const each of cases) chosen.push({ ...each, case: { ...each.case, examples: await examplesOf(each, past) } })
    return chosen
  }
}

const readHead = (text: PaperText | null) => ({
  abstract: (text?.blocks ?? []).flatMap((block) => (block.kind === 'abstract' ? [block.text] : [])).join('\n'),
  arxivId: text?.arxivId ?? null,
})
