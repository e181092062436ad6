/** Cut a long section into parts of a stated size: the only import of langchain's splitter. */
import { estimateTokens } from '../text/estimate-tokens.ts'
import { joinPages, type SentPage } from './text-by-page.ts'

/**
 * At page breaks where that is enough, else between paragraphs, sentences, words.
 * @returns parts in order, each at most `maxTokens` as we estimate them (a single longer word apart) and each with the numbers of its pages
 */
export async function splitText(pages: readonly SentPage[], maxTokens: number): Promise<SentPage[][]> {
  const pieces: SentPage[] = []
  for (const page of pages) {
    if (estimateTokens(page.text) <= maxTokens) pieces.push(page)
    else for (const text of await splitPage(page.text, maxTokens)) pieces.push({ pageNumber: page.pageNumber, text })
  }
  const parts: SentPage[][] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (last && estimateTokens(joinPages([...last, piece])) <= maxTokens) last.push(piece)
    else parts.push([piece])
  }
  return parts
}

async function splitPage(text: string, maxTokens: number): Promise<string[]> {
  // Loaded when a page is that long: most papers never need it.
  const { RecursiveCharacterTextSplitter } = await import('@langchain/textsplitters')
  const splitter = new RecursiveCharacterTextSplitter({
    chunkSize: maxTokens,
    chunkOverlap: 0,
    lengthFunction: estimateTokens,
    separators: ['\n\n', '\n', '. ', ' ', ''],
  })
  return splitter.splitText(text)
}
