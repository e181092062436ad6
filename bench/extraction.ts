/** The bench of extraction: quality by the scorers of the bench data, speed and memory beside naive pdf.js. `--only=quality|speed`, `--keep=FOLDER`, `--dropped`, `--cells`. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createExtractionPool } from '../server/papers/extraction-pool.ts'
import { toBenchJson } from '../server/papers/extraction/bench-shape.ts'
import type { Table } from '../server/papers/schema.ts'
import type { Bench, BenchResult, Measures } from './bench.ts'
import { linesLost } from './dropped-lines.ts'
import { peerScores } from './extraction-peers.ts'
import { eyeScores, headingLevels, texScores, twinScores } from './extraction-scores.ts'
import { speedMeasures } from './extraction-speed.ts'
import { tableCellMeasures } from './table-cells.ts'

export const benchExtraction: Bench = async ({ data, flags, say }) => {
  const only = flags.get('only')
  const kept = flags.get('keep')
  const scratch = kept ?? (await mkdtemp(path.join(tmpdir(), 'galley-bench-')))
  const papers = path.join(data, 'extraction', 'papers')
  try {
    const quality =
      only === 'speed'
        ? notRun(qualityNames, say)
        : await qualityMeasures(data, scratch, { list: flags.has('cells'), say })
    const peers: BenchResult['peers'] = only === undefined ? await peerScores(data, scratch, say) : {}
    const speed =
      only === 'quality' ? notRun(speedNames, say) : await speedMeasures(data, scratch, await pdfsIn(papers), say)
    const lost = only === 'speed' ? null : await linesLost(await pdfsIn(papers), flags.has('dropped'), say)
    return { measures: { ...quality, ...speed, linesLost: lost }, peers }
  } finally {
    if (kept === undefined) await rm(scratch, { recursive: true, force: true })
  }
}

const speedNames = ['speedText', 'speedAll', 'speedTwoCores', 'slowestAgainstNaive', 'memoryMiB']
const qualityNames = [
  ...['sent60', 'lettersOnly', 'order', 'whole', 'numbers', 'hyphens', 'compounds', 'headingsF1', 'headingLevels'],
  ...['captions', 'furniture', 'title', 'authorsRecall', 'authorsPrecision', 'orderByEye', 'pagesByEye', 'wholeByEye'],
  ...['between', 'furnitureByEye', 'headingsByEye', 'figures'],
  ...['twinsBlocksStrict', 'twinsBlocksPages', 'twinsRowsStrict', 'twinsRowsWhole', 'tableCellsTuned', 'tableCells'],
]

function notRun(names: readonly string[], say: (line: string) => void): Measures {
  say(`left out by --only: ${names.join(', ')}`)
  return Object.fromEntries(names.map((name) => [name, null]))
}

async function pdfsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => name.endsWith('.pdf'))
    .toSorted()
    .map((name) => path.join(folder, name))
}

async function qualityMeasures(
  data: string,
  scratch: string,
  { list, say }: { list: boolean; say: (line: string) => void },
): Promise<Measures> {
  const ours = path.join(scratch, 'ours')
  const blocks = path.join(scratch, 'blocks')
  const rows = path.join(scratch, 'rows')
  const twins = path.join(data, 'extraction', 'order_shuffled')
  const tables = await extractFolder(path.join(data, 'extraction', 'papers'), ours, say)
  await extractFolder(path.join(twins, 'blocks'), blocks, say)
  await extractFolder(path.join(twins, 'rows'), rows, say)
  return {
    ...(await texScores(data, ours)),
    headingLevels: await headingLevels(data, ours),
    ...(await eyeScores(data, ours)),
    ...(await twinScores(data, blocks, rows)),
    ...(await tableCellMeasures(tables, list, say)),
  }
}

/**
 * Extract every PDF of a folder to NAME.json in the scorers' shape; a file that can't be read leaves none, and is named.
 * @returns the tables of each file by NAME
 */
async function extractFolder(
  from: string,
  to: string,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, readonly Table[]>> {
  const tables = new Map<string, readonly Table[]>()
  await mkdir(to, { recursive: true })
  const pool = createExtractionPool({ size: 2 })
  try {
    await Promise.all(
      (await pdfsIn(from)).map(async (file) => {
        const name = path.basename(file, '.pdf')
        const result = await pool.extract(await readFile(file))
        if (result.ok) {
          tables.set(name, result.value.tables)
          await writeFile(path.join(to, `${name}.json`), JSON.stringify(toBenchJson(result.value)))
        } else {
          await rm(path.join(to, `${name}.json`), { force: true })
          say(`${name}: ${result.error.kind}: ${result.error.message.slice(0, 200)}`)
        }
      }),
    )
    return tables
  } finally {
    pool.close()
  }
}
