/** The bench of the evals: wall time against the ideal, the page over many stored cells, and kills at random points. `--kills=N` (20). */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { random } from '../evals/statistics/random.ts'
import { cellsOf } from '../server/evals/prepare-run.ts'
import type { RunSpec } from '../server/evals/schema.ts'
import { viewRun } from '../server/evals/view-run.ts'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { createExtractionPool } from '../server/papers/extraction-pool.ts'
import type { Bench } from './bench.ts'
import { benchCase, childFile, openBenchEvals } from './evals-child.ts'

const delayMs = 200
const concurrency = 16
const samples = ['interval-width', 'edit-cost', 'passage-windows']

export const benchEvals: Bench = async ({ flags, say }) => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'galley-bench-evals-'))
  const stub = await startStubModel({ delayMs })
  try {
    const papers = await samplePapers(scratch, 20)
    const overIdeal = await wallOverIdeal(scratch, stub.url, papers, say)
    const comparePageMs = await pageOverManyCells(scratch, stub.url, say)
    const cellsLostOrDoubled = await killAndResume(
      scratch,
      stub.url,
      papers.slice(0, 4),
      Number(flags.get('kills') ?? 20),
      say,
    )
    say('timesFasterThanPromptfoo, memoryOfPromptfoo: null, as promptfoo is not installed by this bench')
    return {
      measures: {
        overIdeal,
        timesFasterThanPromptfoo: null,
        memoryOfPromptfoo: null,
        comparePageMs,
        cellsLostOrDoubled,
      },
    }
  } finally {
    await stub.close()
    await rm(scratch, { recursive: true, force: true })
  }
}

/** The three sample papers as read, under as many names as papers are wanted. */
async function samplePapers(scratch: string, count: number): Promise<string[]> {
  const pool = createExtractionPool({ size: 2 })
  try {
    const texts = await Promise.all(
      samples.map(async (name) =>
        pool.extract(await readFile(path.resolve(import.meta.dirname, `../papers/${name}.pdf`))),
      ),
    )
    const files = Array.from({ length: count }, (_, index) => path.join(scratch, `paper-${index}.json`))
    for (const [index, file] of files.entries()) {
      const text = texts[index % texts.length]!
      if (!text.ok) throw new Error(text.error.message)
      await writeFile(file, JSON.stringify(text.value))
    }
    return files
  } finally {
    pool.close()
  }
}

/** 20 papers, 2 variants, 10 repeats: 400 cells of the stub, and 20 of the offline drafter beside them; start-up included. */
async function wallOverIdeal(
  scratch: string,
  url: string,
  papers: string[],
  say: (line: string) => void,
): Promise<number> {
  const folder = path.join(scratch, 'wall')
  await mkdir(folder)
  const startedAt = performance.now()
  const code = await child([folder, url, JSON.stringify(papers), '10']).ended
  if (code !== 0) throw new Error(`the run ended with ${code}`)
  const wallMs = performance.now() - startedAt
  const ideal = ((papers.length * 2 * 10) / concurrency) * delayMs
  say(`400 cells at concurrency ${concurrency}: ${(wallMs / 1000).toFixed(2)} s, ideal ${(ideal / 1000).toFixed(2)} s`)
  return wallMs / ideal
}

/** 100,000 cells in 250 runs; the slowest of ten pages of one run. */
async function pageOverManyCells(scratch: string, url: string, say: (line: string) => void): Promise<number> {
  const folder = path.join(scratch, 'many')
  await mkdir(folder)
  const { parts, db } = await openBenchEvals(folder, url)
  const variant = (name: string) => ({
    name,
    prompt: name,
    model: 'good',
    parameters: {},
    promptSha: name,
    shownSha: name,
  })
  const spec: RunSpec = {
    variants: [variant('plain'), variant('house')],
    base: 'plain',
    repeats: 2,
    spendLimitUsd: null,
    concurrency,
  }
  const draw = random(1)
  const names = [
    'wrong-facts',
    'numbers-found',
    'quotes-found',
    'slips',
    'house-lint',
    'length-band',
    'words-copied',
    'time',
  ] as const
  const cases = Array.from({ length: 100 }, (_, index) => ({
    paperId: null,
    approvalId: null,
    case: benchCase(`paper ${index}`, 'none'),
  }))
  for (let run = 0; run < 250; run += 1)
    await db.tx(async () => {
      const id = await parts.store.addRun({ name: `run ${run}`, setSha: '', spec }, cases)
      for (const cell of cellsOf(
        spec,
        (await parts.store.listCases(id)).map((entry) => entry.id),
      )) {
        const scores = names.map((name) => ({
          name,
          value: Math.floor(draw() * 4),
          unit: 'count' as const,
          better: 'low' as const,
          why: 'nothing found wrong by rule',
        }))
        await parts.store.addResult(id, {
          ...cell,
          output: 'A draft. '.repeat(150),
          scores,
          error: null,
          usage: null,
          known: false,
          costUsd: 0.01,
          durationMs: 200,
        })
      }
    })
  const runs = await parts.store.listRuns()
  const times: number[] = []
  for (const { id } of runs.slice(0, 10)) {
    const startedAt = performance.now()
    const view = await viewRun(parts, id)
    JSON.stringify(view)
    times.push(performance.now() - startedAt)
  }
  await db.close()
  const slowest = Math.max(...times)
  say(`100,000 stored cells: the page of a run of 400 took ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  return slowest
}

/** 4 papers, 2 variants, 5 repeats, and 4 offline cells; killed at random points, then left to end. */
async function killAndResume(
  scratch: string,
  url: string,
  papers: string[],
  kills: number,
  say: (line: string) => void,
): Promise<number> {
  const draw = random(20)
  let wrong = 0
  let hit = 0
  for (let round = 0; hit < kills && round < 3 * kills; round += 1) {
    const folder = path.join(scratch, `kill-${round}`)
    await mkdir(folder)
    const args = [folder, url, JSON.stringify(papers), '5']
    const first = child(args)
    const mark = 1 + Math.floor(draw() * (papers.length * 11 - 1))
    await Promise.race([first.ended, first.cellsDone(mark)])
    await sleep(draw() * 60)
    if (first.kill()) hit += 1
    await first.ended
    if ((await child(args).ended) !== 0) throw new Error('the run could not be gone on with')
    wrong += await lostOrDoubled(folder, url, papers.length * (2 * 5 + 1))
  }
  say(`${hit} kills in mid-run, ${wrong} cells lost or doubled`)
  return wrong
}

async function lostOrDoubled(folder: string, url: string, expected: number): Promise<number> {
  const { parts, db } = await openBenchEvals(folder, url)
  const [run] = await parts.store.listRuns()
  const cells = run ? await parts.store.listDone(run.id) : []
  await db.close()
  const names = new Set(cells.map(({ caseId, variant, repeat }) => `${caseId} ${variant} ${repeat}`))
  return expected - names.size + (cells.length - names.size)
}

type Child = {
  ended: Promise<number | null>
  /** Resolves when the child has said that so many cells are on the disk. */
  cellsDone: (count: number) => Promise<void>
  /** True when it was still running. */
  kill: () => boolean
}

function child(args: string[]): Child {
  const begun = spawn(process.execPath, [childFile, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    begun.on('error', reject)
    begun.on('exit', resolve)
  })
  const lines = createInterface({ input: begun.stdout })
  const cellsDone = (count: number) =>
    new Promise<void>((resolve) => lines.on('line', (line) => Number(line) >= count && resolve()))
  return { ended, cellsDone, kill: () => begun.exitCode === null && begun.kill('SIGKILL') }
}
