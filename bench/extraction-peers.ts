/** The other programs: their text for the same scorers, and naive pdf.js timed file by file. */
import { execFile, spawn } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { cpuMsOf } from '../server/papers/process-usage.ts'
import type { BenchResult } from './bench.ts'
import { texScores } from './extraction-scores.ts'

const run = promisify(execFile)
const maxBuffer = 2 ** 28

/** Programs that may be on PATH: how to get a file's text from them, pages ended by form feeds. */
const programs: Record<string, (file: string) => [string, string[]]> = {
  pdftotext: (file) => ['pdftotext', [file, '-']],
  mutool: (file) => ['mutool', ['draw', '-q', '-F', 'txt', file]],
}

const textMeasures = ['sent60', 'lettersOnly', 'order', 'whole', 'numbers', 'hyphens', 'compounds', 'furniture']

/** The best of the programs that are installed, by measure. They give no structure, so only text is compared. */
export async function peerScores(
  data: string,
  scratch: string,
  say: (line: string) => void,
): Promise<BenchResult['peers'] & {}> {
  const best: BenchResult['peers'] & {} = {}
  const names = (await readdir(path.join(data, 'extraction', 'gold'))).map((file) => path.basename(file, '.json'))
  for (const [who, command] of Object.entries(programs)) {
    const folder = path.join(scratch, who)
    await mkdir(folder, { recursive: true })
    try {
      for (const name of names) {
        const { stdout } = await run(...command(path.join(data, 'extraction', 'papers', `${name}.pdf`)), { maxBuffer })
        const pages = stdout.split('\f').map((text, index) => ({ page: index + 1, text }))
        await writeFile(
          path.join(folder, `${name}.json`),
          JSON.stringify({ title: '', headings: [], text: stdout, pages }),
        )
      }
    } catch (error) {
      say(`${who} left out: ${error instanceof Error ? error.message : String(error)}`)
      continue
    }
    const scores = await texScores(data, folder)
    for (const measure of textMeasures) {
      const value = scores[measure]
      const lowIsBetter = measure === 'furniture'
      const rival = best[measure]?.value
      if (value === null || value === undefined) continue
      if (rival === undefined || (lowIsBetter ? value < rival : value > rival)) best[measure] = { value, who }
    }
  }
  return best
}

/** Seconds a file, by its base name; files that could not be read are left out. `cpuSeconds`, in steps of .01, where the system tells. */
export type FileSeconds = Map<string, { seconds: number; cpuSeconds: number | null; pages: number }>

/** pdf.js's own text, page by page, in one process: what every wrapper does. Timed by the lines it prints, so without its start. */
export async function naiveTimes(
  data: string,
  scratch: string,
  files: readonly string[],
): Promise<{ files: FileSeconds; cpuSeconds: number | null }> {
  const script = path.join(data, 'extraction', 'peers.mjs')
  const child = spawn(process.execPath, [script, 'pdfjs', path.join(scratch, 'naive'), ...files], {
    env: { PEERS: process.cwd() },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const times: FileSeconds = new Map()
  // The first file also pays for the import of pdf.js: the caller passes it twice, and the second time counts.
  let lineAt = performance.now()
  let startCpuMs: number | null = null
  let lineCpuMs: number | null = null
  for await (const line of createInterface({ input: child.stdout })) {
    const now = performance.now()
    const cpuMs: number | null = cpuMsOf(child.pid) ?? lineCpuMs
    const said = JSON.parse(line) as { file?: string; pages?: number }
    if (said.file !== undefined && said.pages !== undefined)
      times.set(path.basename(said.file, '.pdf'), {
        seconds: (now - lineAt) / 1000,
        cpuSeconds: cpuMs === null || lineCpuMs === null ? null : (cpuMs - lineCpuMs) / 1000,
        pages: said.pages,
      })
    lineAt = now
    lineCpuMs = cpuMs
    startCpuMs ??= cpuMs
  }
  return {
    files: times,
    cpuSeconds: lineCpuMs === null || startCpuMs === null ? null : (lineCpuMs - startCpuMs) / 1000,
  }
}
