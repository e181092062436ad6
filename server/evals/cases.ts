/** Cases: what the editor approved, with what was shown then and the draft that the text grew from. */
import { createHash } from 'node:crypto'
import type { PaperTextId } from '../papers/schema.ts'
import type { ApprovedRow } from './approved-store.ts'
import type { EvalCase } from './schema.ts'

export type LibraryCase = { paperId: string; approvalId: string; case: EvalCase }

/**
 * A case = the latest approval not withdrawn.
 * @param paperTextId the reading that the live draft was made from, else the newest
 */
export function caseOf(row: ApprovedRow, paperTextId: PaperTextId): LibraryCase {
  const { draft } = row
  return {
    paperId: row.paperId,
    approvalId: row.approvalId,
    case: {
      title: row.title,
      authors: row.authors,
      starred: row.starred,
      length: row.length,
      // A note that was written after the approval could hold words of the approved text.
      notes: draft ? draft.notes : row.notes,
      paper: { kind: 'library', paperTextId },
      approved: row.approved,
      approvedAt: row.approvedAt,
      record: row.record,
      draft: draft?.parsed?.prose ?? null,
      anchoredTo: draft && {
        draftId: draft.id,
        model: draft.model,
        promptName: draft.promptName,
        promptSha: draft.promptSha,
      },
    },
  }
}

/** The hash that freezes a set: over all that its cases hold, in any order. */
export function setSha(cases: readonly EvalCase[]): string {
  const parts = cases.map((each) => JSON.stringify(each)).toSorted()
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** A text that grew from a draft of this very prompt version and model favours that variant. */
export function favours({ anchoredTo }: EvalCase, variant: { promptSha: string | null; model: string }): boolean {
  return anchoredTo !== null && anchoredTo.model === variant.model && anchoredTo.promptSha === variant.promptSha
}
