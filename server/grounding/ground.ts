/** Tie every sentence of a text to its place in the paper and look up every number. It finds strings; the editor judges. */
import type { Span } from '../papers/schema.ts'
import { readNumbers } from '../text/numbers.ts'
import { foldSpace } from '../text/normalize.ts'
import { offlineHead } from '../text/offline-head.ts'
import { checkNumbers } from './check-numbers.ts'
import { checkSentence } from './checks.ts'
import { claimKind } from './claims.ts'
import { coverage, passageOf, rankPassages, type Ranking } from './closest-passage.ts'
import { gatherEvidence, sentencesIn, type Evidence } from './evidence.ts'
import { groundQuotes } from './ground-quotes.ts'
import type { PaperIndex } from './paper-index.ts'
import type {
  Anchor,
  GroundedQuote,
  GroundedSentence,
  Grounding,
  Passage,
  SentenceLink,
  SentenceStatus,
} from './schema.ts'
import { formulasOf } from './sentence-formulas.ts'
import { sentenceOrigins, type DraftText, type SentenceOrigin } from './sentence-origins.ts'
import { contentTerms } from './terms.ts'

export type GroundInput = {
  /** The text to check, marks taken out. */
  text: string
  /** The draft that it grew from, with its marks; null when the editor began on an empty page: then every sentence is `own`. */
  draft: DraftText | null
  /** Passages that the editor tied to sentences of this text, placed in this reading (review/place-links). */
  links?: readonly SentenceLink[]
  /** Passages that the editor said not to be a sentence's source: no evidence, not offered again. */
  unlinked?: readonly SentenceLink[]
  paper: PaperIndex
  /** The last grounding of an earlier text against the same paper: what did not change is taken from it. */
  previous?: Grounding
}

/** A passage that shares less than this of the sentence's content is no nearest passage. */
const leastCoverage = 0.15

/** Every sentence of `text` in order, but for the head line of an offline draft. Pure: the same input gives the same grounding, with or without `previous`. Never throws. */
export function ground({ text, draft, links = [], unlinked = [], paper, previous }: GroundInput): Grounding {
  const sentences: GroundedSentence[] = []
  let before: { text: string; pageIndex: number | null } = { text: '', pageIndex: null }
  let ranking: Ranking | null = null
  const earlier = new EarlierSentences(previous)
  for (const origin of sentenceOrigins(text, draft)) {
    // The program's own line above its bullets states nothing of the paper.
    if (origin.from === 'draft' && foldSpace(origin.text) === offlineHead) continue
    const linked = linksOf(origin.text, links)
    const refused = linksOf(origin.text, unlinked).flatMap((link) => link.anchor.spans)
    const kept = linked.length + refused.length === 0 ? earlier.take(origin, before) : null
    if (kept) ranking = null
    else {
      // Ranked anew after a sentence that was kept: only its page scores are needed.
      const prior: Ranking | null = ranking ?? (before.text === '' ? null : rankPassages(before.text, paper))
      ranking = rankPassages(origin.text, paper, prior?.pageScores ?? null)
    }
    const sentence = kept ?? groundSentence(origin, linked, refused, before.pageIndex, ranking!, paper)
    sentences.push(sentence)
    before = { text: origin.text, pageIndex: pageOf(sentence) ?? before.pageIndex }
  }
  return { sentences, pagesNotRead: [...paper.pagesNotRead] }
}

function groundSentence(
  origin: SentenceOrigin,
  links: readonly SentenceLink[],
  refused: readonly Span[],
  nearPageIndex: number | null,
  ranking: Ranking,
  paper: PaperIndex,
): GroundedSentence {
  const linked = links.map((link) => link.anchor)
  const offered = (anchor: Anchor | null) => !anchor || shareInside(anchor.spans, refused) < 0.5
  const quotes = groundQuotes(origin.marks, nearPageIndex, paper).filter((quote) => offered(quote.anchor))
  const windows = ranking.windows.filter((window) => offered(passageOf(window, paper).anchor))
  const take = origin.marks.some((mark) => mark.kind === 'take')
  const own = origin.from === 'own' || take
  const anchored = [...linked, ...quotes.flatMap((quote) => quote.anchor ?? [])].flatMap((anchor) => anchor.spans)
  const evidence = gatherEvidence(contentTerms(origin.text), anchored, windows, paper)
  const looked = checkNumbers(origin.text, origin.start, readNumbers(origin.text), evidence, paper)
  const kind = take ? 'take' : claimKind(origin.text)
  const nearest = windows.map((window) => passageOf(window, paper))
  const passages: Passage[] = [...linked.map((anchor) => ({ anchor, score: 0 })), ...nearest].slice(0, 3)
  const formulas = formulasOf(
    origin.text,
    evidence.quoted,
    windows[0] ? sentencesIn(windows[0].window) : [],
    paper.formulas,
  )
  return {
    start: origin.start,
    end: origin.end,
    text: origin.text,
    status: statusOf(
      origin,
      quotes,
      {
        linked: linked.length > 0,
        own,
        claim: kind === 'claim',
        found: looked.some((entry) => entry.grounded.status !== 'missing'),
      },
      evidence,
      paper,
    ),
    quotes,
    passages,
    numbers: looked.map((entry) => entry.grounded),
    ...(formulas.length > 0 && { formulas }),
    notes: origin.marks.flatMap((mark) => (mark.kind === 'note' ? [mark.note] : [])),
    take,
    // A passage that was tied to these very words fits them, whatever the draft said.
    changed: linked.length > 0 ? !links.some((link) => isTiedTo(link, origin.text)) : origin.from === 'changed',
    checks: own || kind !== 'claim' ? [] : checkSentence(origin.text, looked, quotes, evidence, paper),
  }
}

function statusOf(
  origin: SentenceOrigin,
  quotes: readonly GroundedQuote[],
  { linked, own, claim, found }: { linked: boolean; own: boolean; claim: boolean; found: boolean },
  evidence: Evidence,
  paper: PaperIndex,
): SentenceStatus {
  if (linked) return 'linked'
  if (own) return 'own'
  if (quotes.some((quote) => quote.anchor !== null && !quote.weak)) return 'quoted'
  const content = contentTerms(origin.text)
  const covered =
    content.length === 0 || found || evidence.core.some((core) => coverage(content, core.terms, paper) >= leastCoverage)
  // A question or an opinion states nothing that could be missing.
  return covered || !claim ? 'closest' : 'missing'
}

const linksOf = (sentence: string, links: readonly SentenceLink[]): SentenceLink[] =>
  links.filter((link) => foldSpace(link.sentence) === foldSpace(sentence))

const isTiedTo = (link: SentenceLink, sentence: string): boolean =>
  foldSpace(link.tiedTo ?? link.sentence) === foldSpace(sentence)

/** Share 0..1 of the characters of `spans` that stand inside `others`. */
function shareInside(spans: readonly Span[], others: readonly Span[]): number {
  let inside = 0
  let all = 0
  for (const span of spans) {
    all += span.end - span.start
    for (const other of others)
      if (other.pageIndex === span.pageIndex)
        inside += Math.max(0, Math.min(span.end, other.end) - Math.max(span.start, other.start))
  }
  return all === 0 ? 0 : inside / all
}

function pageOf(sentence: GroundedSentence): number | null {
  return sentence.quotes.findLast((quote) => quote.anchor !== null)?.anchor?.spans[0]?.pageIndex ?? null
}

/** Sentences of an earlier grounding, each taken once, by everything that its result depends on. */
class EarlierSentences {
  readonly #byKey = new Map<string, GroundedSentence[]>()

  constructor(previous: Grounding | undefined) {
    let before: { text: string; pageIndex: number | null } = { text: '', pageIndex: null }
    for (const sentence of previous?.sentences ?? []) {
      if (sentence.status !== 'linked') {
        const quotes = sentence.quotes.map(({ quote, pageNumber }) => [quote, pageNumber])
        const key = keyOf(
          sentence.text,
          before,
          quotes,
          sentence.notes,
          sentence.take,
          sentence.changed,
          sentence.status === 'own',
        )
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), sentence])
      }
      before = { text: sentence.text, pageIndex: pageOf(sentence) ?? before.pageIndex }
    }
  }

  take(origin: SentenceOrigin, before: { text: string; pageIndex: number | null }): GroundedSentence | null {
    const quotes = origin.marks.flatMap((mark) => (mark.kind === 'quote' ? [[mark.quote, mark.pageNumber]] : []))
    const notes = origin.marks.flatMap((mark) => (mark.kind === 'note' ? [mark.note] : []))
    const take = origin.marks.some((mark) => mark.kind === 'take')
    const key = keyOf(
      origin.text,
      before,
      quotes,
      notes,
      take,
      origin.from === 'changed',
      take || origin.from === 'own',
    )
    const found = this.#byKey.get(key)?.shift()
    if (!found) return null
    const shift = origin.start - found.start
    const numbers = found.numbers.map((number) => ({ ...number, start: number.start + shift, end: number.end + shift }))
    return { ...found, start: origin.start, end: origin.end, numbers }
  }
}

function keyOf(...parts: unknown[]): string {
  return JSON.stringify(parts)
}
