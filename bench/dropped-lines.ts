/** Lists the lines that extraction leaves out, and counts the real ones among 300 of them by what a person said of each. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { linesFromWords } from '../server/papers/extraction/lines.ts'
import type { PageContent, Word } from '../server/papers/extraction/page-content.ts'
import { openPdf } from '../server/papers/extraction/read-pdf.ts'
import { setAside } from '../server/papers/extraction/set-aside.ts'

type DroppedLine = {
  paper: string
  page: number
  kind: 'furniture' | 'hidden' | 'line-number'
  text: string
  /** Names the line in dropped-lines.json, which holds no words of the papers. */
  id: string
}

/** What a reader said of each line, by id: heads and numbers that repeat were judged once by their form, doubtful ones on the rendered page. */
type Verdicts = { readOn: string; right: string[]; lost: string[] }

const sampleSize = 300

/** All lines left out of the files, in page order; files that can't be opened have none. */
async function droppedLines(files: readonly string[]): Promise<DroppedLine[]> {
  const dropped: DroppedLine[] = []
  for (const file of files) dropped.push(...droppedOf(path.basename(file, '.pdf'), await pagesOf(file)))
  return dropped
}

async function pagesOf(file: string): Promise<PageContent[]> {
  const opened = await openPdf(await readFile(file), {})
  if (!opened.ok) return []
  const pdf = opened.value
  try {
    const pages: PageContent[] = []
    for (let pageIndex = 0; pageIndex < pdf.pageCount; pageIndex++) pages.push(await pdf.readPage(pageIndex))
    return pages
  } finally {
    await pdf.close()
  }
}

function droppedOf(paper: string, contents: readonly PageContent[]): DroppedLine[] {
  const { visible, numbers, drawn, furniture } = setAside(contents)
  return contents.flatMap((_, i) => {
    const line = (kind: DroppedLine['kind'], text: string): DroppedLine => {
      const id = createHash('sha256')
        .update([paper, i + 1, kind, text].join('\n'))
        .digest('hex')
        .slice(0, 10)
      return { paper, page: i + 1, kind, text, id }
    }
    const textsOf = (words: readonly Word[]): string[] => linesFromWords(words, i).map(({ text }) => text)
    return [
      ...(drawn[i] ?? []).filter((one) => furniture.has(one)).map(({ text }) => line('furniture', text)),
      ...textsOf(visible[i]?.hidden ?? []).map((text) => line('hidden', text)),
      ...[...(numbers[i] ?? [])].map(({ text }) => line('line-number', text)),
    ]
  })
}

/**
 * So many lines, spread evenly: every paper gives as many as it has up to one same limit, from first to last at even steps.
 * The same lines always give the same sample.
 */
export function evenSample<Line extends { paper: string }>(lines: readonly Line[], size: number): Line[] {
  const papers = [...Map.groupBy(lines, ({ paper }) => paper).values()]
  const taken = papers.map(() => 0)
  for (let left = Math.min(size, lines.length); left > 0;)
    for (const [at, own] of papers.entries())
      if (left > 0 && taken[at]! < own.length) {
        taken[at]! += 1
        left -= 1
      }
  return papers.flatMap((own, at) =>
    Array.from({ length: taken[at]! }, (_, step) => own[Math.floor(((step + 0.5) * own.length) / taken[at]!)]!),
  )
}

/** @returns the real lines in the sample; null, with the number of lines to read, while nobody has read them all */
export function countLost<Line extends { id: string }>(
  sample: readonly Line[],
  { right, lost }: Pick<Verdicts, 'right' | 'lost'>,
): { lost: number | null; unread: Line[] } {
  const rightIds = new Set(right)
  const lostIds = new Set(lost)
  const unread = sample.filter(({ id }) => !rightIds.has(id) && !lostIds.has(id))
  return { lost: unread.length > 0 ? null : sample.filter(({ id }) => lostIds.has(id)).length, unread }
}

/**
 * The measure linesLost: says what it rests on. After a change of rules, read the lines that `list` says are unread and put their ids into dropped-lines.json.
 * @param list every line with its verdict, to `say`
 */
export async function linesLost(
  files: readonly string[],
  list: boolean,
  say: (line: string) => void,
): Promise<number | null> {
  const verdicts = JSON.parse(await readFile(new URL('dropped-lines.json', import.meta.url), 'utf8')) as Verdicts
  const all = await droppedLines(files)
  const sample = evenSample(all, sampleSize)
  const { lost, unread } = countLost(sample, verdicts)
  if (list) {
    const sampled = new Set(sample)
    for (const one of all) {
      const verdict = verdicts.lost.includes(one.id) ? 'LOST' : verdicts.right.includes(one.id) ? 'right' : 'unread'
      say(
        [one.id, verdict, sampled.has(one) ? 'sample' : '', one.kind, one.paper, `p. ${one.page}`, one.text].join('\t'),
      )
    }
  }
  say(
    lost === null
      ? `linesLost: null, as ${unread.length} of ${sample.length} sampled lines have not been read (last reading: ${verdicts.readOn}); --dropped lists them`
      : `linesLost: of ${sample.length} dropped lines (${all.length} in all) read on ${verdicts.readOn}`,
  )
  return lost
}
