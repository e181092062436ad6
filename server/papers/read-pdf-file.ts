/** A PDF on the disk, read without a library: for commands that take a FILE and suites that name one. */
import { readFile } from 'node:fs/promises'
import { fail, type Failure, type Result } from '../result.ts'
import type { ExtractionPool } from './extraction-pool.ts'
import type { PaperText } from './schema.ts'

/** @returns the paper's text; `cannot-read-file`, or an error of the reader that names the file */
export async function readPdfFile(
  pool: ExtractionPool,
  file: string,
  password?: string,
): Promise<Result<PaperText, Failure>> {
  const bytes = await readFile(file).catch((error: unknown) => String(error))
  if (typeof bytes === 'string') return fail({ kind: 'cannot-read-file', message: bytes })
  const result = await pool.extract(new Uint8Array(bytes), password === undefined ? {} : { password })
  return result.ok ? result : fail({ ...result.error, message: `${file}: ${result.error.message}` })
}
