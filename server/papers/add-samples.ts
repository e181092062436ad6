/** The use case "try the sample papers": the three that ship with the program come in like any other file. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ok, type Result } from '../result.ts'
import { ingest, type IngestParts } from './ingest.ts'
import type { Paper, PaperError } from './schema.ts'

const Samples = z.array(z.object({ file: z.string(), title: z.string() }))

/** @param folder holds `samples.json`, a list of `{file, title}`, and the files; adding them twice is no harm */
export async function addSamples(parts: IngestParts, folder: string): Promise<Result<Paper[], PaperError>> {
  const samples = Samples.parse(JSON.parse(await readFile(path.join(folder, 'samples.json'), 'utf8')))
  const papers: Paper[] = []
  // The list shows the newest first.
  for (const { file } of samples.toReversed()) {
    const result = await ingest(parts, new Uint8Array(await readFile(path.join(folder, file))), file)
    if (!result.ok) return result
    papers.push(result.value.paper)
  }
  return ok(papers)
}
