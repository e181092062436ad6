/** The exchange shape of the extraction bench, also what `galley extract --out` writes. */
import type { Box, PaperText } from '../schema.ts'

/** Page numbers count from 1 here; boxes in points, origin top left. */
export type BenchJson = {
  title: string
  authors: string[]
  headings: { text: string; level: number }[]
  text: string
  pages: { page: number; text: string }[]
  captions: { label: string; page: number; text: string }[]
  figures: { label: string; page: number; box: Box }[]
}

export function toBenchJson(paper: PaperText): BenchJson {
  return {
    title: paper.title,
    authors: paper.authors,
    headings: paper.blocks.flatMap(({ kind, text, level }) =>
      kind === 'heading' ? [{ text: text.replace(headingNumber, ''), level: level ?? 1 }] : [],
    ),
    text: paper.blocks.map((block) => block.text).join('\n\n'),
    pages: paper.pages.map(({ pageIndex, text }) => ({ page: pageIndex + 1, text })),
    captions: paper.blocks.flatMap(({ kind, text, spans }, index) => {
      if (kind !== 'caption') return []
      const label = paper.figures.find(({ captionBlock }) => captionBlock === index)?.label ?? ''
      return [{ label, page: (spans[0]?.pageIndex ?? 0) + 1, text }]
    }),
    figures: paper.figures.flatMap(({ kind, label, pageIndex, box }) =>
      kind === 'figure' && box ? [{ label, page: pageIndex + 1, box }] : [],
    ),
  }
}

/** The scorers compare headings without their numbers. */
const headingNumber = /^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z](?:\.\d{1,2})+|[A-Z][.)]|[IVX]{1,5}[.)])[.)]?\s+(?=\S)/
