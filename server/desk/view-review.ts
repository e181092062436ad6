/** The read model of the review page of one paper. */
import type { Draft } from '../drafting/schema.ts'
import { boxesOf } from '../grounding/anchor-boxes.ts'
import { withContext } from '../grounding/find-again.ts'
import type { Anchor, Grounding, NumberPlace } from '../grounding/schema.ts'
import { flagsOf } from '../grounding/to-look-at.ts'
import { draftRefusal } from '../papers/reading.ts'
import type { Paper, PaperId, PaperText, Span } from '../papers/schema.ts'
import type { Checked, Grounder } from '../review/ground-revision.ts'
import type { PlacedLink } from '../review/schema.ts'
import type { ReviewStore } from '../review/store.ts'
import { paperRow, type DeskParts } from './list-papers.ts'
import type { BoxedAnchor, BoxedPlace, DraftSummary, GroundingView, LinkView, PageBox, ReviewView } from './schema.ts'

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
    rating: await review.ratingOf(paper.id),
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
  promptSha: draft.promptSha,
  words: draft.words,
  error: draft.error,
  createdAt: draft.createdAt,
  rank: draft.rank && { place: draft.rank.place, of: draft.rank.of },
})

/** The checks of the current text with a box for every place; null without a text or before the paper was read. */
export async function viewGrounding(
  { review, grounder }: Pick<ReviewViewParts, 'review' | 'grounder'>,
  paperId: PaperId,
): Promise<GroundingView | null> {
  const head = await review.head(paperId)
  const checked = head && (await grounder.checkRevision(head))
  if (!head || !checked) return null
  return boxed(head.id, checked, await review.answersOf(paperId))
}

type Answers = Awaited<ReturnType<ReviewStore['answersOf']>>

function boxed(revisionId: string, { grounding, paperText, links }: Checked, { right, wrong }: Answers): GroundingView {
  const boxes = (spans: readonly Span[]): PageBox[] => boxesOf(spans, paperText)
  const anchored = (anchor: Anchor): BoxedAnchor => ({ ...anchor, boxes: boxes(anchor.spans) })
  const boxedPlace = (place: NumberPlace): BoxedPlace => ({ ...place, boxes: boxes([place.span]) })
  const linkView = (link: PlacedLink): LinkView => ({
    id: link.id,
    kind: link.kind,
    state: link.state,
    sentence: link.sentenceNow,
    // A place on an older reading would be a wrong highlight.
    anchor: link.state === 'placed' ? anchored(link.anchor) : { ...link.anchor, boxes: [] },
  })
  return {
    revisionId,
    pagesNotRead: grounding.pagesNotRead,
    linksWithoutSentence: links.filter((link) => link.state === 'sentence-gone').map(linkView),
    sentences: grounding.sentences.map((sentence: Grounding['sentences'][number]) => {
      const own = links.filter((link) => link.state !== 'sentence-gone' && link.sentenceNow === sentence.text)
      const isLinked = (anchor: Anchor) =>
        own.some(
          (link) => link.state === 'placed' && JSON.stringify(link.anchor.spans) === JSON.stringify(anchor.spans),
        )
      return {
        ...sentence,
        checkedByEditor: right.has(sentence.text),
        calledWrong: wrong.has(sentence.text),
        flags: flagsOf(sentence, grounding.pagesNotRead),
        links: own.map(linkView),
        quotes: sentence.quotes.map((quote) => ({
          ...quote,
          anchor: quote.anchor && anchored(quote.anchor),
          otherPlaces: quote.otherPlaces.map(anchored),
        })),
        // A linked passage stands among the links.
        passages: sentence.passages
          .filter((passage) => !isLinked(passage.anchor))
          .map((passage) => ({ ...passage, anchor: anchored(passage.anchor) })),
        numbers: sentence.numbers.map(({ headline, ...number }) => ({
          ...number,
          places: number.places.map(boxedPlace),
          ...(headline && { headline: boxedPlace(headline) }),
        })),
      }
    }),
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
  if (joined.length === 0) return null
  const quote = joined.map((span) => text.pages[span.pageIndex]!.text.slice(span.start, span.end)).join(' ')
  return withContext({ spans: joined, quote, prefix: '', suffix: '', match: 'exact' }, text)
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
