/** A PaperText made of a few lines, for tests of what comes after extraction. */
import type { Block, BlockKind, PageState, PaperText } from '../server/papers/schema.ts'

/** One block; `text` as [page number, text] pairs where it runs over a page break. Headings have a level (default 1). */
export type MadeBlock = {
  kind: BlockKind
  text: string | [number, string][]
  page?: number
  level?: number
  appendix?: boolean
}

const word = /\S+/g

/** Blocks in reading order; `section` follows from the headings. Pages without text and states other than `ok` in `states` (by page number). */
export function madePaper(blocks: readonly MadeBlock[], states: Readonly<Record<number, PageState>> = {}): PaperText {
  const texts: string[] = []
  const made: Block[] = []
  const open: { level: number; index: number }[] = []
  let page = 1
  for (const { kind, text, level = 1, appendix = false, ...given } of blocks) {
    page = given.page ?? page
    const parts = typeof text === 'string' ? [[page, text] as const] : text
    const spans = parts.map(([number, part]) => {
      page = number
      const before = texts[number - 1] ?? ''
      const start = before === '' ? 0 : before.length + 2
      texts[number - 1] = before === '' ? part : `${before}\n\n${part}`
      return { pageIndex: number - 1, start, end: start + part.length }
    })
    if (kind === 'heading') while (open.length > 0 && open.at(-1)!.level >= level) open.pop()
    const section = kind === 'title' ? null : (open.at(-1)?.index ?? null)
    if (kind === 'heading') open.push({ level, index: made.length })
    const boxes = spans.map(({ pageIndex }) => ({ pageIndex, box: [50, 50, 300, 60] as const }))
    const whole = parts.map(([, part]) => part).join(' ')
    made.push({ kind, text: whole, spans, boxes, section, appendix, ...(kind === 'heading' && { level }) })
  }
  const count = Math.max(texts.length, ...Object.keys(states).map(Number))
  return {
    extractorVersion: 'made',
    title: made.find(({ kind }) => kind === 'title')?.text ?? '',
    authors: [],
    arxivId: null,
    arxivVersion: null,
    doi: null,
    year: null,
    pages: Array.from({ length: count }, (_, pageIndex) =>
      pageOf(texts[pageIndex] ?? '', pageIndex, states[pageIndex + 1] ?? 'ok'),
    ),
    blocks: made,
    figures: [],
    tables: [],
    warnings: [],
  }
}

/** Words stand in one row, 5 points a character. */
function pageOf(text: string, pageIndex: number, state: PageState): PaperText['pages'][number] {
  const runs = [...text.matchAll(word)].map(
    ({ index, 0: found }) => [index, index + found.length, index * 5, 50, (index + found.length) * 5, 60] as const,
  )
  const quality = { state, letters: text.length, knownWordShare: null, oddCharacterShare: 0 }
  return { pageIndex, widthPt: 612, heightPt: 792, text, runs, quality }
}
