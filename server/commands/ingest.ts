/** `galley ingest`: PDFs into the library, through the server that has it open, else by itself. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { askServer, config, withWorkingParts, type Answer } from './command.ts'
import { ingest } from '../papers/ingest.ts'
import type { Paper } from '../papers/schema.ts'
import { fail, type Failure, type Result } from '../result.ts'
import { findHolder } from '../storage/library-lock.ts'

type Ingested = Result<{ paper: Paper; already: boolean }, Failure>
type Add = (bytes: Uint8Array<ArrayBuffer>, name: string) => Promise<Ingested>

export async function ingestCommand(files: string[], { password }: { password?: string }): Promise<Answer<'ingest'>> {
  const server = findHolder(config().dataFolder)
  const url = server?.url
  if (url) return addAll(files, (bytes, name) => post(url, bytes, name, password))
  return withWorkingParts(async (parts) => {
    const answer = await addAll(files, (bytes, name) => ingest(parts, bytes, name, password))
    await parts.queue.idle()
    return answer
  })
}

async function addAll(files: string[], add: Add): Promise<Answer<'ingest'>> {
  const rows: Answer<'ingest'>['data']['files'] = []
  for (const file of files) {
    const bytes = await readFile(file).catch((error: unknown) => String(error))
    const result: Ingested =
      typeof bytes === 'string'
        ? fail({ kind: 'cannot-read-file', message: bytes })
        : await add(new Uint8Array(bytes), path.basename(file))
    rows.push(
      result.ok
        ? {
            file,
            paper: { id: result.value.paper.id, title: result.value.paper.title },
            already: result.value.already,
            error: null,
          }
        : { file, paper: null, already: false, error: { kind: result.error.kind, message: result.error.message } },
    )
  }
  return {
    data: { files: rows },
    lines: rows.map((row) =>
      row.paper
        ? `${row.already ? '= here already' : '+ added'}: ${row.paper.title} (${row.paper.id})`
        : `! ${row.error?.message}`,
    ),
    exitCode: rows.some((row) => row.error) ? 1 : 0,
  }
}

async function post(url: string, bytes: Uint8Array<ArrayBuffer>, name: string, password?: string): Promise<Ingested> {
  const form = new FormData()
  form.append('file', new File([bytes], name))
  if (password !== undefined) form.append('password', password)
  return askServer(`${url}/api/papers`, { method: 'POST', body: form })
}
