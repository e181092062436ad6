/** The structure of a paper from its lines and graphics: title, authors, headings, captions, figures, tables. Pure. */
import { findAuthors } from './authors.ts'
import { findCaptions, findPartCaptions, type Caption, type PartCaption } from './captions.ts'
import { findFigureRegions, isInRegion, type FigureRegion } from './figures.ts'
import { headingLines, type HeadingContext } from './heading-candidates.ts'
import type { Line } from './lines.ts'
import { wordBox, type Graphic, type Word } from './page-content.ts'
import { layoutOf, type StructurePage } from './page-layout.ts'
import { findParagraphLines } from './paragraph-lines.ts'
import { findReferences, type ReferenceEntries } from './references.ts'
import type { Roles } from './region-parts.ts'
import { findHeadings, findSureHeadings, type Heading } from './sections.ts'
import { styledLine, type StyledLine } from './styled-line.ts'
import { findTableRegions, type TableRegion } from './table-regions.ts'
import { findTitle, type Title } from './title.ts'

/** One page in its reading frame. `lines` in drawing order, furniture included. */
export type LinedPage = {
  pageIndex: number
  widthPt: number
  heightPt: number
  lines: readonly Line[]
  furniture: ReadonlySet<Line>
  /** Words that do not run right. */
  aside: readonly Word[]
  graphics: readonly Graphic[]
}

/** Boxes in points in the page's reading frame. */
export type Structure = {
  title: Title | null
  authors: string[]
  authorLines: StyledLine[]
  headings: Heading[]
  captions: Caption[]
  partCaptions: PartCaption[]
  figures: FigureRegion[]
  tables: TableRegion[]
  references: ReferenceEntries
  /** Lines of running text, by their looks. */
  paragraphLines: ReadonlySet<StyledLine>
  pages: StructurePage[]
}

/** For who wants the text alone: nothing is looked for. */
export const noStructure = (): Structure => ({
  ...{ title: null, authors: [], authorLines: [], headings: [], captions: [], partCaptions: [] },
  ...{ figures: [], tables: [], references: [], paragraphLines: new Set(), pages: [] },
})

export function findStructure(lined: readonly LinedPage[]): Structure {
  const pages = lined.map(structurePage)
  const layout = layoutOf(pages)
  if (!layout) return { ...noStructure(), pages }
  const title = findTitle(layout)
  const authors = findAuthors(title, layout)
  const captions = findCaptions(layout)
  const captionLines = new Set(captions.flatMap(({ lines }) => lines))
  const paragraphLines = findParagraphLines(layout, captionLines)
  const context: HeadingContext = {
    ...{ layout, title, authorLines: new Set(authors.lines), captionLines, paragraphLines },
    tableLines: new Set(),
    inFigure: () => false,
  }
  const candidates = headingLines(context)
  const regionsBetween = (headings: readonly Heading[]): { tables: TableRegion[]; figures: FigureRegion[] } => {
    const linesOfHeadings = new Set(headings.flatMap(({ lines }) => lines))
    const roles: Roles = { captions, captionLines, paragraphLines, headingLines: linesOfHeadings }
    const tables = findTableRegions(layout, roles)
    return { tables, figures: findFigureRegions(layout, roles, tables) }
  }
  // Twice: headings stop figures, and lines in figures are no headings. The first round only trusts the sure ones.
  const first = regionsBetween(findSureHeadings(candidates, context))
  const headings = findHeadings(candidates, {
    ...context,
    tableLines: new Set(first.tables.flatMap(({ lines }) => lines)),
    inFigure: (line) => isInRegion(line, first.figures),
  })
  const regions = regionsBetween(headings)
  const floating = new Set([...captionLines, ...regions.tables.flatMap(({ lines }) => lines)])
  for (const page of pages) for (const line of page.lines) if (isInRegion(line, regions.figures)) floating.add(line)
  return {
    ...{ title, authors: authors.names, authorLines: authors.lines, headings, captions },
    partCaptions: findPartCaptions(layout, captionLines),
    ...regions,
    references: findReferences(pages, headings, floating),
    paragraphLines,
    pages,
  }
}

function structurePage(page: LinedPage): StructurePage {
  const { pageIndex, widthPt, heightPt, graphics } = page
  const groups: { words: Word[]; furniture: boolean }[] = []
  for (const line of page.lines) {
    const furniture = page.furniture.has(line)
    const open = groups.at(-1)
    // A heading's number may stand far before its words.
    if (open && !furniture && isLoneNumber(open.words) && follows(open.words, line)) open.words.push(...line.words)
    else groups.push({ words: [...line.words], furniture })
  }
  const lines = groups.map(({ words, furniture }, index) => styledLine(words, { pageIndex, index, furniture }))
  const turned = page.aside.map((word) => ({ box: asideBox(word), size: word.size }))
  return { pageIndex, widthPt, heightPt, lines, turned, graphics }
}

const isLoneNumber = (words: readonly Word[]): boolean =>
  /^(\d+(\.\d+)*|[A-Z](\.\d+)*|[IVXLC]+)[.)]?$/.test(words.map((word) => word.text).join(''))

function follows(words: readonly Word[], line: Line): boolean {
  const last = words.at(-1)!
  const gap = line.x0 - last.x1
  return gap > 0 && gap < 4.2 * last.size && Math.abs(line.baseline - last.baseline) < 0.22 * last.size
}

/** Around a word at any angle. */
function asideBox(word: Word): StructurePage['turned'][number]['box'] {
  if (word.direction === 'right') return wordBox(word)
  const reach = word.size * 0.8
  return [
    Math.min(word.x0, word.x1) - (word.direction === 'left' ? 0 : reach),
    Math.min(word.baseline, word.endBaseline) - (word.direction === 'left' ? reach : 0),
    Math.max(word.x0, word.x1) + (word.direction === 'left' ? 0 : word.size * 0.2),
    Math.max(word.baseline, word.endBaseline),
  ]
}
