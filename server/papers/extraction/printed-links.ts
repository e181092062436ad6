/** The web addresses that are printed in the text of a paper, and whether each is whole. Pure. */
import type { Block, Box, PageText, PaperText, TextRun } from '../schema.ts'

/** `url` is null where the end of a line cut it, so that nobody can tell how it goes on. */
export type PrintedLink = { url: string | null; pageIndex: number; box: Box; block: Block }

/** Also "https:" on the line before, and then "//github.com/…". */
const address = /(?:https?:\/\/|www\.|(?<![\w./@:-])(?:\/\/)?github\.com\/)[^\s<>"“”]+/gi

/** References list other papers, tables and formulas have no sentences. */
export const isOwn = ({ kind }: Block): boolean => kind !== 'reference' && kind !== 'table' && kind !== 'equation'

export function printedLinks({ pages, blocks }: Pick<PaperText, 'pages' | 'blocks'>): PrintedLink[] {
  return blocks.filter(isOwn).flatMap((block) =>
    block.spans.flatMap(({ pageIndex, start, end }) => {
      const page = pages[pageIndex]
      if (!page) return []
      return [...page.text.slice(start, end).matchAll(address)].flatMap((match) => {
        const found = readLink(page, start + match.index, match[0], end)
        return found ? [{ ...found, pageIndex, block }] : []
      })
    }),
  )
}

/** @param end of the text that belongs together, in the page's text */
function readLink(
  page: PageText,
  start: number,
  printed: string,
  end: number,
): Pick<PrintedLink, 'url' | 'box'> | null {
  const at = page.runs.findIndex((run) => run[1] > start)
  const [run, next] = [page.runs[at], page.runs[at + 1]]
  if (!run) return null
  const box: Box = [run[2], run[3], run[4], run[5]]
  const url = withoutEnd(printed).replace(/^\/\//, '')
  const cut =
    start + printed.length > run[1] ||
    !hasHost.test(url) ||
    (next && next[0] < end && goesOn(printed, page.text.slice(next[0], next[1]), isLower(run, next)))
  return { url: cut ? null : /^https?:/i.test(url) ? url : `https://${url}`, box }
}

const hasHost = /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/:?#]|$)/i

/** On another line of the page. */
const isLower = (run: TextRun, next: TextRun): boolean => next[3] > (run[3] + run[5]) / 2 || next[2] < run[2]

/**
 * A line's end may cut an address: then what follows must be plain words, and no stroke or hyphen may wait for more. On
 * one line a gap may: TeX can draw a low line as a rule ("pretrained models.html").
 */
function goesOn(printed: string, next: string, onNextLine: boolean): boolean {
  if (!onNextLine) return /^[\w-]+\.(?:html?|php|pdf|zip|txt|md)\b/.test(next)
  if (/[.,;]$/.test(printed) && !/[/_=&?#%~-][.,;]$/.test(printed)) return !/^[\p{Lu}(]/u.test(next)
  return !(/[\p{L}\p{N})]$/u.test(printed) && /^[\p{L}(]+[.,;:)]?$/u.test(next))
}

/** The full stop of the sentence, a bracket around the address, and the number of the next note are no part of it. */
function withoutEnd(printed: string): string {
  const cut = printed.replace(/[_^]\{.*$/, '').replace(/[.,;:!?'’”"*†‡\]}]+$/, '')
  const alone = cut.includes('(') ? cut : cut.replace(/\).*$/, '')
  // TeX's tilde is an accent of its own.
  return alone.replaceAll(/[˜∼]/g, '~')
}
