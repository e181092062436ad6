/** Passages and the structure found -> the blocks, figures and tables of the schema. */
import type { Block, BlockKind, Figure, Table } from '../schema.ts'
import type { Caption } from './captions.ts'
import type { TextKind } from './kinds.ts'
import type { Label } from './labels.ts'
import type { WrittenPassage } from './page-text.ts'
import { isReferencesName, startsAbstract } from './section-names.ts'
import type { Structure } from './structure.ts'
import { tableCells } from './tables.ts'
import { asShown, type UprightPage } from './upright-page.ts'

const kindOf: Record<TextKind, BlockKind> = {
  body: 'paragraph',
  caption: 'caption',
  footnote: 'footnote',
  inset: 'figure-text',
  cells: 'table',
  formula: 'equation',
}

/** @returns one block a passage, in the same order */
export function blocksOf(passages: readonly WrittenPassage[]): Block[] {
  let section: number | null = null
  let inAbstract = false
  let afterReferences = false
  let appendix = false
  return passages.map(({ passage, text, spans, boxes }, index) => {
    const known = passage.label?.kind ?? kindOf[passage.kind]
    const kind = known === 'paragraph' && inAbstract ? 'abstract' : known
    const level = passage.label?.level
    if (kind === 'heading') appendix ||= isAppendix(text, afterReferences)
    const block = { kind, text, spans, boxes, ...(level === undefined ? {} : { level }), section, appendix }
    if (kind === 'heading') {
      section = index
      inAbstract = startsAbstract(text)
      afterReferences ||= isReferencesName(text)
    }
    return block
  })
}

/** "Appendix", or, after the references, a section with a letter: "A Proofs". */
const isAppendix = (heading: string, afterReferences: boolean): boolean =>
  /^(?:appendi(?:x|ces)\b|supplement)/i.test(heading) ||
  (afterReferences && /^[A-Z](?:\.\d+)*[.:]?\s+\p{Lu}/u.test(heading))

export function figuresOf(
  structure: Structure,
  ofCaption: ReadonlyMap<Caption, Label>,
  passages: readonly WrittenPassage[],
  pages: readonly UprightPage[],
): Figure[] {
  return structure.captions.flatMap((caption) => {
    const label = ofCaption.get(caption)
    const captionBlock = passages.findIndex(({ passage }) => passage.label === label)
    const page = pages[caption.pageIndex]
    if (captionBlock < 0 || !page) return []
    const regions = caption.kind === 'table' ? structure.tables : structure.figures
    const box = regions.find((region) => region.caption === caption)?.box
    return {
      kind: caption.kind,
      label: caption.label,
      pageIndex: caption.pageIndex,
      box: box ? asShown(page, box) : null,
      caption: passages[captionBlock]?.text ?? caption.text,
      captionBlock,
    }
  })
}

export function tablesOf(structure: Structure, pages: readonly UprightPage[]): Table[] {
  return structure.tables.flatMap(({ caption, box, lines, rules }) => {
    const page = pages[caption.pageIndex]
    if (!page) return []
    const cells = tableCells(lines, rules).map((cell) => ({ ...cell, box: asShown(page, cell.box) }))
    return { label: caption.label, pageIndex: caption.pageIndex, box: asShown(page, box), caption: caption.text, cells }
  })
}
