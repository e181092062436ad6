/** What of a paper is sent to a model, and what is said about it. */
import type { Block, PaperText } from '../papers/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import type { Choice } from './choose-blocks.ts'
import { findInstructions } from './find-instructions.ts'
import { pageList } from './page-list.ts'
import type { ContextPlan } from './schema.ts'
import { joinPages, textByPage } from './text-by-page.ts'

/** The plan that sends exactly the chosen blocks; what is left out is said. */
export function planContext(paper: PaperText, { blocks, chosen }: Pick<Choice, 'blocks' | 'chosen'>): ContextPlan {
  const pages = textByPage(paper, blocks, chosen)
  const sent = [...chosen].map((index) => blocks[index]!)
  // Title and authors go by themselves.
  const all = letters(blocks.filter(({ kind, spans }) => spans.length > 0 && kind !== 'title' && kind !== 'authors'))
  const share = all === 0 ? 0 : letters(sent) / all
  const pagesSent = pages.map(({ pageNumber }) => pageNumber)
  return {
    paperText: joinPages(pages),
    pagesSent,
    pageCount: paper.pages.length,
    share,
    leftOut: headingsLeftOut(blocks, chosen),
    summary: summaryOf(pagesSent, paper.pages.length, share),
    suspicious: findInstructions(sent),
  }
}

/** Headings under which nothing was sent. */
function headingsLeftOut(blocks: readonly Block[], chosen: ReadonlySet<number>): string[] {
  return blocks.flatMap((block, index) =>
    block.kind === 'heading' && block.spans.length > 0 && !chosen.has(index) ? [foldSpace(block.text)] : [],
  )
}

/** A draft waits for this: looked at by code where the character is plain, as nearly all are. */
function letterCount(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) | 32
    if (code >= 97 && code <= 122) count += 1
    else if (code > 127 && /\p{L}/u.test(text[at]!)) count += 1
  }
  return count
}

const letters = (blocks: readonly Block[]) => blocks.reduce((sum, { text }) => sum + letterCount(text), 0)

/** "sent pages 1-9 and 14 of 31 (42 %)"; 100 % only when nothing was left out. */
function summaryOf(pages: readonly number[], pageCount: number, share: number): string {
  const percent = share < 1 ? Math.min(99, Math.round(share * 100)) : 100
  if (pages.length === 0) return `sent nothing of ${pageCount} ${pageCount === 1 ? 'page' : 'pages'} (0 %)`
  return `sent ${pageList(pages)} of ${pageCount} (${percent} %)`
}
