/** `galley extract`: reads PDFs without a library, one NAME.json a file. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import { toBenchJson } from '../papers/extraction/bench-shape.ts'
import { readPdfFile } from '../papers/read-pdf-file.ts'
import { pagesNotRead } from '../papers/reading.ts'
import type { Answer } from './command.ts'

export async function extractCommand(
  files: string[],
  options: { out?: string; password?: string; jobs: number },
): Promise<Answer<'extract'>> {
  if (options.out) await mkdir(options.out, { recursive: true })
  const pool = createExtractionPool({ size: options.jobs })
  const started = performance.now()
  try {
    const rows = await Promise.all(files.map((file) => extractOne(file, pool, options)))
    const seconds = (performance.now() - started) / 1000
    const pages = rows.reduce((sum, row) => sum + row.pages, 0)
    const peakMiB = Math.round(pool.peakMiB())
    const pagesPerSecond = Number((pages / seconds).toFixed(1))
    const failed = rows.filter((row) => row.error).length
    return {
      data: { files: rows, pages, seconds: Number(seconds.toFixed(2)), pagesPerSecond, peakMiB },
      lines: [
        ...rows.map((row) => (row.error ? `! ${row.error.message}` : `  ${row.file}: ${row.pages} pages${notes(row)}`)),
        `${rows.length - failed} read, ${failed} failed; ${pages} pages in ${seconds.toFixed(1)} s, ${pagesPerSecond} pages/s, peak ${peakMiB} MiB`,
      ],
      exitCode: failed > 0 ? 1 : 0,
    }
  } finally {
    pool.close()
  }
}

type Row = Answer<'extract'>['data']['files'][number]

async function extractOne(
  file: string,
  pool: ReturnType<typeof createExtractionPool>,
  options: { out?: string; password?: string },
): Promise<Row> {
  const nothing = { file, out: null, pages: 0, pagesNotRead: [], warnings: [] }
  const result = await readPdfFile(pool, file, options.password)
  if (!result.ok) return { ...nothing, error: result.error }
  const out = options.out ? path.join(options.out, `${path.basename(file, path.extname(file))}.json`) : null
  if (out) await writeFile(out, JSON.stringify(toBenchJson(result.value)))
  return {
    file,
    out,
    pages: result.value.pages.length,
    pagesNotRead: pagesNotRead(result.value),
    warnings: result.value.warnings.map((warning) => warning.message),
    error: null,
  }
}

function notes(row: Row): string {
  const parts = [
    ...(row.pagesNotRead.length > 0 ? [`no usable text on ${row.pagesNotRead.join(', ')}`] : []),
    ...row.warnings,
  ]
  return parts.length > 0 ? ` (${parts.join('; ')})` : ''
}
