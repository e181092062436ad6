/**
 * The bench of robustness: seeded mutations of the real papers go through the pool, and every one must end in a result or a
 * named error, in time and within the memory limit. `--count=N` (1,000: three to five minutes on two quiet cores), `--seed=N` (1), `--only=I` one of them again,
 * `--keep=FOLDER` keeps the files that broke a promise.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { random, seedOf } from '../evals/statistics/random.ts'
import { createExtractionPool, type ExtractionPool } from '../server/papers/extraction-pool.ts'
import type { Bench } from './bench.ts'
import { highestMiB } from './extraction-speed.ts'
import { mutate, mutations } from './fuzz-mutations.ts'

const mostSeconds = 10
const kinds = Object.keys(mutations)

type Source = { name: string; bytes: Buffer }
type Case = { index: number; name: string; kind: string; bytes: Uint8Array }
type Ending = { outcome: string; seconds: number; message: string }

export const benchExtractionFuzz: Bench = async ({ data, flags, say }) => {
  const count = Number(flags.get('count') ?? 1000)
  const seed = Number(flags.get('seed') ?? 1)
  const only = flags.get('only')
  const kept = flags.get('keep')
  const sources = await papersOf(path.join(data, 'extraction', 'papers'))
  const indexes = only === undefined ? Array.from({ length: count }, (_, index) => index) : [Number(only)]
  const outcomes = new Map<string, number>()
  const broken: number[] = []
  let [slowest, unhandled] = [0, 0]
  const pool = createExtractionPool({ size: 2 })
  // A fault that reaches this process is one that would have ended the server.
  const onUnhandled = (): void => void unhandled++
  process.on('uncaughtException', onUnhandled).on('unhandledRejection', onUnhandled)
  // Also of the children that are killed: those never tell.
  let peakMiB = 0
  const watch = setInterval(() => void (peakMiB = Math.max(peakMiB, highestMiB(pool))), 20)
  const startedAt = performance.now()
  const late: number[] = []
  const settle = async (index: number, isLast: boolean): Promise<void> => {
    const made = caseOf(sources, seed, index)
    const ending = await run(pool, made.bytes)
    const isLate = ending.seconds > mostSeconds
    const isBroken = isLate || ending.outcome === 'extraction-failed'
    if (isBroken || only !== undefined) {
      const { outcome, seconds, message } = ending
      say(`${index} ${made.name}, ${made.kind}: ${outcome} after ${seconds.toFixed(1)} s ${message}`)
    }
    if (isLate && !isLast) return void late.push(index)
    outcomes.set(ending.outcome, (outcomes.get(ending.outcome) ?? 0) + 1)
    slowest = Math.max(slowest, ending.seconds)
    if (!isBroken) return
    broken.push(index)
    if (kept !== undefined) await keep(kept, made)
  }
  const work = async (): Promise<void> => {
    for (let index = indexes.shift(); index !== undefined; index = indexes.shift()) await settle(index, false)
  }
  try {
    await Promise.all([work(), work()])
    // A busy machine is no fault of a file: what came late is judged by a second run, with nothing beside it.
    if (late.length > 0) say(`once more, alone: ${late.join(', ')}`)
    for (const index of late) await settle(index, true)
    const alive = await pool.extract(sources[0]!.bytes)
    const seconds = (performance.now() - startedAt) / 1000
    for (const [outcome, times] of [...outcomes].toSorted((a, b) => b[1] - a[1]))
      say(`${String(times).padStart(6)}  ${outcome}`)
    say(`seed ${seed}: ${seconds.toFixed(0)} s in all; the slowest took ${slowest.toFixed(1)} s`)
    const total = [...outcomes.values()].reduce((sum, times) => sum + times, 0)
    const counted = (outcome: string): number => outcomes.get(outcome) ?? 0
    return {
      measures: {
        mutations: total,
        endedWell: 1 - broken.length / total,
        brokenPromises: broken.length,
        readWhole: counted('read'),
        readInPart: counted('read, some pages failed'),
        refusedByName: total - counted('read') - counted('read, some pages failed'),
        slowestSeconds: slowest,
        peakMiB: Math.max(peakMiB, pool.peakMiB()),
        faultsInParent: unhandled + (alive.ok ? 0 : 1),
        lateAtFirst: late.length,
        seconds,
      },
    }
  } finally {
    clearInterval(watch)
    pool.close()
    process.off('uncaughtException', onUnhandled).off('unhandledRejection', onUnhandled)
  }
}

async function papersOf(folder: string): Promise<Source[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pdf')).toSorted()
  return Promise.all(
    names.map(async (name) => ({ name: path.basename(name, '.pdf'), bytes: await readFile(path.join(folder, name)) })),
  )
}

/** Case `index` is the same in every run of the same seed, whatever ran before it. */
function caseOf(sources: readonly Source[], seed: number, index: number): Case {
  const draw = random(seedOf(`${seed} ${index}`))
  const { name, bytes } = sources[Math.floor(draw() * sources.length)]!
  const kind = kinds[index % kinds.length]!
  return { index, name, kind, bytes: mutate(bytes, kind, draw) }
}

async function run(pool: ExtractionPool, bytes: Uint8Array): Promise<Ending> {
  const startedAt = performance.now()
  const result = await pool.extract(bytes)
  const seconds = (performance.now() - startedAt) / 1000
  if (!result.ok) return { outcome: result.error.kind, seconds, message: result.error.message.slice(0, 400) }
  const failed = result.value.pages.filter(({ quality }) => quality.state === 'failed').length
  return {
    outcome: failed > 0 ? 'read, some pages failed' : 'read',
    seconds,
    message: failed > 0 ? `${failed} pages failed` : '',
  }
}

async function keep(folder: string, { index, name, bytes }: Case): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, `${index}-${name}.pdf`), bytes)
}
