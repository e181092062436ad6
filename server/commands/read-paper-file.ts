/** A PDF for a command that takes a FILE: its text, or the end of the command. */
import { createExtractionPool } from '../papers/extraction-pool.ts'
import { readPdfFile } from '../papers/read-pdf-file.ts'
import type { PaperText } from '../papers/schema.ts'
import { must } from './command.ts'

export async function readPaperFile(file: string): Promise<PaperText> {
  const pool = createExtractionPool({ size: 1 })
  try {
    return must(await readPdfFile(pool, file))
  } finally {
    pool.close()
  }
}
