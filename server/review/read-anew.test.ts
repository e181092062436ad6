/** What becomes of a library when the rules of extraction change, through the front door. */
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp as appOf, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { drafted, reviewOf, textOf, uploaded } from '../../test/review-app.ts'
import type { GroundingView } from '../desk/schema.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import { extractorVersion } from '../papers/extraction/version.ts'
import type { PaperId, PaperText, Span } from '../papers/schema.ts'
import { summarizeReading } from '../papers/reading.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())

const dropped = 'A line that the older rules had dropped.\n\n'
const moved = ({ pageIndex, start, end }: Span): Span => ({
  ...{ pageIndex, start: start + dropped.length, end: end + dropped.length },
})

/** A reading by other rules, which has a line more on every page. */
const withOneMore = (text: PaperText): PaperText => ({
  ...text,
  extractorVersion: 'next',
  pages: text.pages.map((page) => ({
    ...page,
    text: dropped + page.text,
    runs: page.runs.map(([start, end, ...box]) => [start + dropped.length, end + dropped.length, ...box] as const),
  })),
  blocks: text.blocks.map((block) => ({ ...block, spans: block.spans.map(moved) })),
})

async function readAs(app: FreshApp, id: PaperId, text: PaperText, version = 'next'): Promise<void> {
  const paper = await app.parts.papers.findPaper(id)
  await app.parts.papers.addReading(paper!.fileId, version, { text, summary: summarizeReading(text) })
}

type Sentence = GroundingView['sentences'][number]
const quoted = ({ grounding }: { grounding: GroundingView | null }): Sentence[] =>
  grounding!.sentences.filter(({ status }) => status === 'quoted')
const spansOf = (sentences: readonly Sentence[]): Span[] =>
  sentences.flatMap(({ quotes }) => quotes.flatMap(({ anchor }) => anchor?.spans ?? []))

describe.each(engines)('on %s', (engine) => {
  test('the evidence of a draft moves along with its words', async () => {
    const app = await appOf(engine, { pool })
    const { paperId, review } = await drafted(app)
    const before = quoted(review)
    expect(before.length).toBeGreaterThan(2)
    await readAs(app, paperId, withOneMore(await textOf(app, paperId)))
    const after = quoted(await reviewOf(app, paperId))
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    expect(spansOf(after)).toEqual(spansOf(before).map(moved))
  })

  test('evidence whose words the new reading does not have is not called found any more', async () => {
    const app = await appOf(engine, { pool })
    const { paperId, review } = await drafted(app)
    const [first] = quoted(review)
    const [span] = spansOf([first!])
    const text = await textOf(app, paperId)
    const blank = (page: PaperText['pages'][number]): string =>
      page.text.slice(0, span!.start) + 'z'.repeat(span!.end - span!.start) + page.text.slice(span!.end)
    await readAs(app, paperId, {
      ...text,
      pages: text.pages.map((page) => (page.pageIndex === span!.pageIndex ? { ...page, text: blank(page) } : page)),
      blocks: text.blocks.map((block) =>
        block.spans.some(
          ({ pageIndex, start, end }) => pageIndex === span!.pageIndex && start <= span!.start && end > span!.start,
        )
          ? { ...block, text: 'z'.repeat(block.text.length) }
          : block,
      ),
    })
    const after = (await reviewOf(app, paperId)).grounding!.sentences.find((sentence) => sentence.text === first!.text)
    expect(after?.status).not.toBe('quoted')
    expect(after?.quotes.every(({ anchor }) => anchor === null)).toBe(true)
  })

  test('papers that an older version read are read again after a start, and what it had read is kept', async () => {
    const app = await appOf(engine, { pool })
    const paperId = await uploaded(app)
    const text = await textOf(app, paperId)
    await app.parts.db.q().deleteFrom('paper_text').execute()
    await readAs(app, paperId, text, '0')
    await app.parts.start()
    await app.parts.queue.idle()
    expect((await textOf(app, paperId)).extractorVersion).toBe(extractorVersion)
    const rows = await app.parts.db.q().selectFrom('paper_text').select('extractor_version').execute()
    expect(rows.map((row) => row.extractor_version).toSorted()).toEqual(['0', extractorVersion])
  })
})
