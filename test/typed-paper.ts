/** A PaperText typed by hand, for tests of what reads papers: pages of blocks, with a box for every word. */
import type { Block, BlockKind, Box, PageState, PaperText, Table, TextRun } from '../server/papers/schema.ts'

/** A string is a paragraph; `goesOn` joins it to the block before (over a page or column break, or round a float). */
export type TypedBlock = string | { kind?: BlockKind; text: string; appendix?: boolean; goesOn?: boolean }
/** Rows of cells, the first row and column being heads; put on the page as one table block. */
export type TypedTable = { pageIndex: number; label: string; rows: string[][] }

const charPt = 5
const linePt = 12
const lineCharacters = 80

/**
 * @param pages blocks in reading order. Each character is 5 pt wide, each line 12 pt high and at most 80 characters long,
 *   from (50, 50) on; a block begins a new line.
 */
export function typedPaper(
  pages: TypedBlock[][],
  tables: TypedTable[] = [],
  states: Record<number, PageState> = {},
): PaperText {
  const blocks: Block[] = []
  const made = pages.map((page, pageIndex) => {
    let text = ''
    const runs: TextRun[] = []
    let line = 0
    const put = (typed: Exclude<TypedBlock, string>) => {
      if (text !== '') text += '\n\n'
      const start = text.length
      let column = 0
      for (const match of typed.text.matchAll(/\S+/g)) {
        if (column + match[0].length > lineCharacters) {
          line += 1
          column = 0
        }
        const x = 50 + column * charPt
        const y = 50 + line * linePt
        runs.push([
          start + match.index,
          start + match.index + match[0].length,
          x,
          y,
          x + match[0].length * charPt,
          y + 10,
        ])
        column += match[0].length + 1
      }
      line += 1
      text += typed.text
      const span = { pageIndex, start, end: text.length }
      const boxes = [{ pageIndex, box: around(runs.filter((run) => run[0] >= start)) }]
      const before = blocks.findLast((block) => block.kind === (typed.kind ?? 'paragraph'))
      if (typed.goesOn && before) {
        before.spans.push(span)
        before.boxes.push(...boxes)
        before.text += ` ${typed.text}`
      } else
        blocks.push({
          kind: typed.kind ?? 'paragraph',
          text: typed.text,
          spans: [span],
          boxes,
          section: null,
          appendix: typed.appendix ?? false,
        })
    }
    for (const typed of page) put(typeof typed === 'string' ? { text: typed } : typed)
    for (const table of tables)
      if (table.pageIndex === pageIndex) put({ kind: 'table', text: table.rows.map((row) => row.join(' ')).join(' ') })
    const state = states[pageIndex] ?? 'ok'
    return {
      pageIndex,
      widthPt: 612,
      heightPt: 792,
      text,
      runs,
      quality: { state, letters: text.length, knownWordShare: 1, oddCharacterShare: 0 },
    }
  })
  return {
    extractorVersion: 'typed',
    title: '',
    authors: [],
    arxivId: null,
    arxivVersion: null,
    doi: null,
    year: null,
    pages: made,
    blocks,
    figures: [],
    tables: tables.map((table) => typedTable(table, made[table.pageIndex]!)),
    warnings: [],
  }
}

function around(runs: readonly TextRun[]): Box {
  return [
    Math.min(...runs.map((run) => run[2])),
    Math.min(...runs.map((run) => run[3])),
    Math.max(...runs.map((run) => run[4])),
    Math.max(...runs.map((run) => run[5])),
  ]
}

function typedTable({ pageIndex, label, rows }: TypedTable, page: PaperText['pages'][number]): Table {
  const [heads = []] = rows
  let at = page.text.indexOf(rows.map((row) => row.join(' ')).join(' '))
  const cells = rows.flatMap((row, rowIndex) =>
    row.map((text, column) => {
      const end = at + text.length
      const inside = page.runs.filter((run) => run[0] >= at && run[1] <= end)
      at = end + 1
      const [first, last] = [inside[0]!, inside.at(-1)!]
      const box: Box = [first[2], first[3], last[4], last[5]]
      return {
        row: rowIndex,
        column,
        text,
        box,
        rowHead: rowIndex === 0 ? '' : row[0]!,
        columnHead: column === 0 ? '' : heads[column]!,
      }
    }),
  )
  return { label, pageIndex, box: [0, 0, 612, 792], caption: '', cells }
}
