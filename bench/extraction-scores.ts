/** Asks the scorers of the bench data (python3) about a folder of extractions, and gives their figures by our measure names. */
import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Measures } from './bench.ts'

const run = promisify(execFile)

/** score.py's column -> our name. */
const texNames = {
  sent60: 'sent60',
  lettersOnly: 'sent60_sq',
  order: 'order',
  whole: 'inter',
  numbers: 'num',
  hyphens: 'hyph',
  compounds: 'comp',
  headingsF1: 'head_f1',
  captions: 'cap_r',
  furniture: 'furniture_rate',
} as const

/** Means of score.py over the papers with gold from their LaTeX. A paper without a file in `outFolder` counts 0. */
export async function texScores(data: string, outFolder: string): Promise<Measures> {
  const folder = path.join(data, 'extraction')
  const { stdout } = await run('python3', [
    path.join(folder, 'score.py'),
    '--dir',
    path.join(folder, 'gold'),
    outFolder,
    '--mean',
  ])
  const [head, mean] = stdout
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
  const column = (name: string): number => Number(mean?.[head?.indexOf(name) ?? -1] ?? Number.NaN)
  return Object.fromEntries(Object.entries(texNames).map(([ours, theirs]) => [ours, column(theirs)]))
}

type LayoutScores = Partial<Record<'title' | 'order' | 'fig' | 'cap', Record<string, number | null>>>

async function layoutScores(data: string, outFolder: string, gold?: string): Promise<LayoutScores> {
  const folder = path.join(data, 'extraction')
  const goldArgs = gold === undefined ? [] : [`--gold=${path.join(folder, gold)}`]
  const { stdout } = await run('python3', [path.join(folder, 'score_layout.py'), outFolder, '--json', ...goldArgs])
  return JSON.parse(stdout) as LayoutScores
}

/** Titles, authors, reading order and figures against the gold made by eye. */
export async function eyeScores(data: string, outFolder: string): Promise<Measures> {
  const { title, order, fig } = await layoutScores(data, outFolder)
  return {
    title: title?.['exact'] ?? null,
    authorsRecall: title?.['auth_rec'] ?? null,
    authorsPrecision: title?.['auth_prec'] ?? null,
    orderByEye: order?.['strict'] ?? null,
    pagesByEye: order?.['pages_ok'] ?? null,
    wholeByEye: order?.['whole'] ?? null,
    between: order?.['between'] ?? null,
    furnitureByEye: order?.['furn'] ?? null,
    headingsByEye: order?.['head_r'] ?? null,
    figures: fig?.['r70_label'] ?? null,
  }
}

/** Reading order of the twins: the same pages with a shuffled content stream. */
export async function twinScores(data: string, blocksFolder: string, rowsFolder: string): Promise<Measures> {
  const [blocks, rows] = await Promise.all([
    layoutScores(data, blocksFolder, 'order_shuffled'),
    layoutScores(data, rowsFolder, 'order_shuffled'),
  ])
  return {
    twinsBlocksStrict: blocks.order?.['strict'] ?? null,
    twinsBlocksPages: blocks.order?.['pages_ok'] ?? null,
    twinsRowsStrict: rows.order?.['strict'] ?? null,
    twinsRowsWhole: rows.order?.['whole'] ?? null,
  }
}

type Heading = { text: string; level?: number; has_math?: boolean }

/** Share of the headings found whose level is the gold's: the scorer leaves levels out. Same keys as score.py, one to one. */
export async function headingLevels(data: string, outFolder: string): Promise<number | null> {
  const goldFolder = path.join(data, 'extraction', 'gold')
  let matched = 0
  let right = 0
  for (const file of await readdir(goldFolder)) {
    const read = async (folder: string): Promise<Heading[]> =>
      (JSON.parse(await readFile(path.join(folder, file), 'utf8')) as { headings: Heading[] }).headings
    const left = await read(outFolder).catch(() => [])
    for (const gold of await read(goldFolder)) {
      const at = gold.has_math ? -1 : left.findIndex((ours) => headingKey(ours.text) === headingKey(gold.text))
      const [ours] = at < 0 ? [] : left.splice(at, 1)
      if (!ours) continue
      matched += 1
      if (ours.level === gold.level) right += 1
    }
  }
  return matched === 0 ? null : right / matched
}

const number = /^\s*(?:appendix\s+)?(?:(?:\d+|[A-H]|[IVX]{1,5})(?:\.\d+)*[.)]?|[a-h][.)]|§)(?=[\s.:—–-]|$)[\s.:—–-]*/i
const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const headingKey = (text: string): string => letters(text.replace(number, '')) || letters(text)
