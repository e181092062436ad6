/** The read model of the review page of one paper. */
import type { Draft } from '../drafting/schema.ts'
import { boxesOf } from '../grounding/anchor-boxes.ts'
import type { Anchor, Grounding } from '../grounding/schema.ts'
import { draftRefusal } from '../papers/reading.ts'
import type { Paper, PaperId, PaperText, Span } from '../papers/schema.ts'
import type { Checked, Grounder } from '../review/ground-revision.ts'
import type { ReviewStore } from '../review/store.ts'
import { paperRow, type DeskParts } from './list-papers.ts'
import type { BoxedAnchor, DraftSummary, GroundingView, PageBox, ReviewView } from './schema.ts'

export type ReviewViewParts = DeskParts & {
  review: ReviewStore
  grounder: Grounder
  /** Newest first. */
  drafts: { listDrafts: (paperId: PaperId) => Promise<Draft[]> }
}

export async function viewReview(parts: ReviewViewParts, paper: Paper): Promise<ReviewView> {
  const { papers, review, drafts } = parts
  const head = await review.head(paper.id)
  const all = (await drafts.listDrafts(paper.id)).toReversed()
  const row = await paperRow(parts, paper)
  const latest = await papers.latestText(paper.id)
  const text = latest && 'text' in latest ? latest.text : null
  return {
    paper,
    stage: row.stage,
    reading: row.reading,
    figures: text?.figures ?? [],
    notes: await parts.grounder.placedNotes(paper.id),
    head,
    draft: all.find((draft) => draft.id === head?.draftId) ?? all.at(-1) ?? null,
    drafts: all.map(draftSummary),
    grounding: await viewGrounding(parts, paper.id),
    approval: await review.approvalOf(paper.id),
    draftRefused: latest && 'error' in latest ? latest.error : text && draftRefusal(text),
  }
}

export const draftSummary = (draft: Draft, index: number): DraftSummary => ({
  id: draft.id,
  number: index + 1,
  status: draft.status,
  model: draft.model,
  promptName: draft.promptName,
  words: draft.words,
  error: draft.error,
  createdAt: draft.createdAt,
})

/** The checks of the current text with a box for every place; null without a text or before the paper was read. */
export async function viewGrounding(
  { review, grounder }: Pick<ReviewViewParts, 'review' | 'grounder'>,
  paperId: PaperId,
): Promise<GroundingView | null> {
  const head = await review.head(paperId)
  const checked = head && (await grounder.checkRevision(head))
  if (!head || !checked) return null
  return boxed(head.id, checked, await review.checkedSentences(paperId))
}

function boxed(revisionId: string, { grounding, paperText }: Checked, checkedByEditor: Set<string>): GroundingView {
  const boxes = (spans: readonly Span[]): PageBox[] => boxesOf(spans, paperText)
  const anchored = (anchor: Anchor): BoxedAnchor => ({ ...anchor, boxes: boxes(anchor.spans) })
  return {
    revisionId,
    pagesNotRead: grounding.pagesNotRead,
    sentences: grounding.sentences.map((sentence: Grounding['sentences'][number]) => ({
      ...sentence,
      checkedByEditor: checkedByEditor.has(sentence.text),
      quotes: sentence.quotes.map((quote) => ({
        ...quote,
        anchor: quote.anchor && anchored(quote.anchor),
        otherPlaces: quote.otherPlaces.map(anchored),
      })),
      passages: sentence.passages.map((passage) => ({ ...passage, anchor: anchored(passage.anchor) })),
      numbers: sentence.numbers.map((number) => ({
        ...number,
        places: number.places.map((place) => ({ ...place, boxes: boxes([place.span]) })),
      })),
    })),
  }
}

/** The words under a selection in the PDF, as an anchor that can be found again. Null where no text lies under the boxes. */
export function anchorUnder(boxes: readonly PageBox[], text: PaperText): Anchor | null {
  const spans = boxes.flatMap(({ pageIndex, box }): Span[] => {
    const runs = text.pages[pageIndex]?.runs.filter(([, , x0, y0, x1, y1]) => covers(box, [x0, y0, x1, y1])) ?? []
    const first = runs[0]
    const last = runs.at(-1)
    return first && last ? [{ pageIndex, start: first[0], end: last[1] }] : []
  })
  const joined = joinSpans(spans)
  const first = joined[0]
  const last = joined.at(-1)
  if (!first || !last) return null
  const context = 40
  const pageText = (span: Span) => text.pages[span.pageIndex]!.text
  return {
    spans: joined,
    quote: joined.map((span) => pageText(span).slice(span.start, span.end)).join(' '),
    prefix: pageText(first).slice(Math.max(0, first.start - context), first.start),
    suffix: pageText(last).slice(last.end, last.end + context),
    match: 'exact',
  }
}

/** A word belongs to a selection when its middle lies inside. */
function covers(box: readonly number[], run: readonly number[]): boolean {
  const x = (run[0]! + run[2]!) / 2
  const y = (run[1]! + run[3]!) / 2
  return x >= box[0]! && x <= box[2]! && y >= box[1]! && y <= box[3]!
}

/** The lines of a selection stand one after another in the text: one span a page. */
function joinSpans(spans: readonly Span[]): Span[] {
  const byPage = new Map<number, Span>()
  for (const span of spans) {
    const known = byPage.get(span.pageIndex)
    if (!known) byPage.set(span.pageIndex, { ...span })
    else Object.assign(known, { start: Math.min(known.start, span.start), end: Math.max(known.end, span.end) })
  }
  return [...byPage.values()].toSorted((a, b) => a.pageIndex - b.pageIndex)
}
