/** `galley eval`: run a suite or the library's approved papers, look at a run, export what the editor did. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { defaultBudgetTokens } from '../drafting/write-draft.ts'
import { exportFormats, exportRun, type ExportFormat } from '../evals/exports.ts'
import { failsGate, runSuite } from '../evals/run-suite.ts'
import { createEvalRuns } from '../evals/runs.ts'
import { NewRun, type RunId, type RunView } from '../evals/schema.ts'
import { listRuns, viewRun } from '../evals/view-run.ts'
import type { JobProgress } from '../jobs/queue.ts'
import type { Parts } from '../make-parts.ts'
import { readPdfFile } from '../papers/read-pdf-file.ts'
import { CommandFailed, must, withParts, type Answer } from './command.ts'

export type EvalRunOptions = {
  variants?: string
  papers?: string
  repeats: number
  recordings?: true
  gate?: true
  json?: true
}

export async function evalRunCommand(suite: string | undefined, options: EvalRunOptions): Promise<Answer<'eval run'>> {
  return withParts(async (parts) => {
    const context = { signal: stopOnInterrupt(), report: progressLine(options.json === true) }
    const view =
      suite === undefined ? await runLibrary(parts, options, context) : await runFile(parts, suite, options, context)
    return { ...answerOf(view), exitCode: options.gate && failsGate(view) ? 1 : 0 }
  })
}

type Context = { signal: AbortSignal; report: (progress: JobProgress) => void }

async function runFile(parts: Parts, suite: string, options: EvalRunOptions, context: Context): Promise<RunView> {
  const suiteParts = {
    ...parts.evals,
    budgetTokens: defaultBudgetTokens,
    textOfFile: (file: string) => readPdfFile(parts.pool, file),
  }
  return must(
    await runSuite(suiteParts, suite, {
      ...context,
      recordings: options.recordings === true,
      ...(options.papers !== undefined && { papersFolder: options.papers }),
    }),
  )
}

async function runLibrary(parts: Parts, options: EvalRunOptions, context: Context): Promise<RunView> {
  if (options.variants === undefined) {
    const message =
      'Name a suite (evals/suites/sample.yaml), or variants of the library: --variants draft@MODEL,plain@MODEL'
    throw new CommandFailed({ kind: 'nothing-to-run', message })
  }
  const connected = await parts.connection.current()
  const variants = options.variants.split(',').map((text) => {
    // A model's own name may hold an @, too; six or more hex digits behind the prompt are its version.
    const [, prompt = '', model] = /^([^@]*(?:@[0-9a-f]{6,64}(?=@|$))?)(?:@(.+))?$/.exec(text.trim()) ?? []
    return { name: text.trim(), prompt, model: model ?? connected?.model ?? 'offline', parameters: {} }
  })
  const wanted = NewRun.safeParse({ variants, repeats: options.repeats })
  if (!wanted.success) {
    const lines = wanted.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new CommandFailed({ kind: 'bad-variants', message: `--variants: ${lines.join('; ')}` })
  }
  const id = must(await createEvalRuns(parts.evals).runNow(wanted.data, context))
  return must(await viewRun(parts.evals, id))
}

export async function evalCompareCommand(run: string | undefined): Promise<Answer<'eval run'>> {
  return withParts(async (parts) => answerOf(must(await viewRun(parts.evals, await runIdOf(parts, run)))))
}

export async function evalExportCommand(
  run: string | undefined,
  options: { format: string; out?: string },
): Promise<Answer<'eval export'>> {
  const format = exportFormats.find((known) => known === options.format)
  if (!format)
    throw new CommandFailed({
      kind: 'bad-format',
      message: `--format ${options.format}: use ${exportFormats.join(', ')}.`,
    })
  return withParts(async (parts) => {
    const id = await runIdOf(parts, run)
    const { manifest, jsonl } = must(await exportRun(parts.evals, id, format))
    const files = options.out ? await writeExport(options.out, format, jsonl, manifest) : []
    return {
      data: { run: id, format, lines: manifest.lines, sha256: manifest.sha256, files, jsonl },
      lines: options.out ? files.map((file) => `Wrote ${file}`) : [jsonl.trimEnd()],
    }
  })
}

async function writeExport(folder: string, format: ExportFormat, jsonl: string, manifest: object): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const data = path.join(folder, `${format}.jsonl`)
  const about = path.join(folder, `${format}.manifest.json`)
  await writeFile(data, jsonl)
  await writeFile(about, `${JSON.stringify(manifest, null, 2)}\n`)
  return [data, about]
}

/** The run that was named by its id or the start of it; else the newest. */
async function runIdOf(parts: Parts, wanted: string | undefined): Promise<RunId> {
  const runs = await listRuns(parts.evals)
  const found = wanted === undefined ? runs[0] : runs.find((run) => run.id.startsWith(wanted))
  if (found) return found.id
  throw new CommandFailed({
    kind: 'run-not-found',
    message: wanted === undefined ? 'There is no run yet.' : `There is no run ${wanted}.`,
  })
}

function answerOf({ run, card, table }: RunView): Answer<'eval run'> {
  const { id, name, state, papers, done, failed, total } = run
  const rows = table.map((row) => ({
    variant: row.variant.name,
    model: row.variant.model,
    role: row.role,
    measures: row.measures.map(({ name: measure, unit, mean, papers: judged }) => ({
      name: measure,
      unit,
      mean,
      papers: judged,
    })),
    verdict: row.verdict && { kind: row.verdict.kind, why: row.verdict.why },
  }))
  return {
    data: { run: { id, name, state, papers, done, failed, total }, card: card.sentences, table: rows },
    lines: [
      ...card.sentences,
      '',
      ...rows.map((row) => {
        const figures = row.measures.flatMap((measure) =>
          measure.mean === null ? [] : [`${measure.name} ${Number(measure.mean.toFixed(3))}`],
        )
        return `${row.variant.padEnd(20)} ${row.verdict?.kind ?? (row.role === 'base' ? 'base' : '')}  ${figures.join(', ')}`
      }),
    ],
  }
}

/** Ctrl+C ends the run; what is done is kept. */
function stopOnInterrupt(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  return stop.signal
}

const progressLine = (quiet: boolean) => (progress: JobProgress) => {
  if (!quiet && process.stderr.isTTY)
    process.stderr.write(`\r${progress.done} of ${progress.total}${progress.note ? `, ${progress.note}` : ''}\u001B[K`)
}
