/** Speed and memory of extraction against naive pdf.js, in one run on the same files. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createExtractionPool, type ExtractionPool } from '../server/papers/extraction-pool.ts'
import { cpuMsOf, memoryMiBOf } from '../server/papers/process-usage.ts'
import type { Measures } from './bench.ts'
import { naiveTimes, type FileSeconds } from './extraction-peers.ts'

/** Below this a file's time is mostly the clock and the scheduler of a shared machine. */
const shortestJudgedSeconds = 0.15

export async function speedMeasures(
  data: string,
  scratch: string,
  files: readonly string[],
  say: (line: string) => void,
): Promise<Measures> {
  const naiveBefore = await naiveTimes(data, scratch, [files[0]!, ...files])
  const textOnly = await readOneByOne(files, true)
  const ours = await readOneByOne(files, false)
  const naiveAfter = await naiveTimes(data, scratch, [files[0]!, ...files])
  const together = await readTogether(files)
  const [before, after, text, all] = [naiveBefore.files, naiveAfter.files, textOnly.files, ours.files]

  const readByAll = [...all.keys()].filter((name) => before.has(name) && after.has(name))
  const naive = new Map(
    readByAll.map((name) => [name, (before.get(name)!.seconds + after.get(name)!.seconds) / 2] as const),
  )
  const sum = (times: FileSeconds): number =>
    readByAll.reduce((total, name) => total + (times.get(name)?.seconds ?? 0), 0)
  const naiveTotal = naive.values().reduce((total, seconds) => total + seconds, 0)
  const pages = readByAll.reduce((total, name) => total + before.get(name)!.pages, 0)
  const judged = readByAll.filter((name) => naive.get(name)! >= shortestJudgedSeconds)
  const ratios = byRatio(judged.map((name) => ({ name, ratio: all.get(name)!.seconds / naive.get(name)! })))
  const cpuRatios = byRatio(
    judged.flatMap((name) => {
      const [one, other, own] = [before, after, all].map((times) => times.get(name)?.cpuSeconds ?? null)
      return one && other && own ? [{ name, ratio: (2 * own) / (one + other) }] : []
    }),
  )
  say(
    `pages/s over ${pages} pages of ${readByAll.length} files: naive pdf.js ${(pages / naiveTotal).toFixed(1)} (two runs ${seconds(sum(before))}, ${seconds(sum(after))})`,
  )
  say(
    `  ours: text alone ${(pages / sum(text)).toFixed(1)}, all ${(pages / sum(all)).toFixed(1)}, two processes ${(pages / together.seconds).toFixed(1)}`,
  )
  say(`slowest against naive: ${worst(ratios)}; by processor time: ${worst(cpuRatios)}`)
  say(`most memory: ${together.peakFile} ${together.peakMiB.toFixed(0)} MiB`)
  // Processor time: on a shared machine the only ratio that the neighbours don't move.
  const naiveCpu = [naiveBefore, naiveAfter].map(({ cpuSeconds }) => cpuSeconds ?? Number.NaN)
  const cpuRatio = (cpuSeconds: number | null): number | null =>
    cpuSeconds === null ? null : (naiveCpu[0]! + naiveCpu[1]!) / 2 / cpuSeconds
  say(
    `processor seconds: naive ${naiveCpu.map((value) => value.toFixed(1)).join(', ')}, ours: text alone ${textOnly.cpuSeconds?.toFixed(1) ?? '?'}, all ${ours.cpuSeconds?.toFixed(1) ?? '?'}`,
  )
  return {
    // The text alone still leaves out hidden text, furniture and line numbers, mends hyphens and proves the order.
    speedText: naiveTotal / sum(text),
    speedTextCpu: cpuRatio(textOnly.cpuSeconds),
    speedAll: naiveTotal / sum(all),
    speedAllCpu: cpuRatio(ours.cpuSeconds),
    speedTwoCores: naiveTotal / together.seconds,
    slowestAgainstNaive: ratios[0]?.ratio ?? null,
    slowestAgainstNaiveCpu: cpuRatios[0]?.ratio ?? null,
    memoryMiB: together.peakMiB,
  }
}

type Ratio = { name: string; ratio: number }

const byRatio = (ratios: readonly Ratio[]): Ratio[] => ratios.toSorted((a, b) => b.ratio - a.ratio)

const worst = (ratios: readonly Ratio[]): string =>
  ratios
    .slice(0, 4)
    .map(({ name, ratio }) => `${name} ${ratio.toFixed(2)}`)
    .join(', ')

const seconds = (value: number): string => `${value.toFixed(1)} s`

/** One warm child, file after file: from the bytes to the result in this process, transfer included. */
async function readOneByOne(
  files: readonly string[],
  textOnly: boolean,
): Promise<{ files: FileSeconds; cpuSeconds: number | null }> {
  const pool = createExtractionPool({ size: 1, requestsPerChild: Number.MAX_SAFE_INTEGER })
  const times: FileSeconds = new Map()
  try {
    await pool.extract(await readFile(files[0]!), { textOnly })
    // By child: one that rests too high is replaced on the way.
    const cpuMs = new Map<number, { from: number; to: number }>()
    const look = (isStart: boolean): number => {
      for (const pid of pool.pids()) {
        const now = cpuMsOf(pid)
        if (now !== null) cpuMs.set(pid, { from: cpuMs.get(pid)?.from ?? (isStart ? now : 0), to: now })
      }
      return cpuMs.values().reduce((sum, { from, to }) => sum + to - from, 0)
    }
    let cpuSoFarMs = look(true)
    for (const file of files) {
      const bytes = await readFile(file)
      const startedAt = performance.now()
      const result = await pool.extract(bytes, { textOnly, onProgress: () => look(false) })
      const taken = (performance.now() - startedAt) / 1000
      const nowMs = look(false)
      const cpuSeconds = cpuMs.size === 0 ? null : (nowMs - cpuSoFarMs) / 1000
      cpuSoFarMs = nowMs
      if (result.ok)
        times.set(path.basename(file, '.pdf'), { seconds: taken, cpuSeconds, pages: result.value.pages.length })
    }
    return { files: times, cpuSeconds: cpuMs.size === 0 ? null : cpuSoFarMs / 1000 }
  } finally {
    pool.close()
  }
}

/** Two children at once, started beforehand, with their highest resident memory (VmHWM, so no peak is missed). */
async function readTogether(files: readonly string[]): Promise<{ seconds: number; peakMiB: number; peakFile: string }> {
  const pool = createExtractionPool({ size: 2 })
  let peakMiB = 0
  let peakFile = ''
  try {
    const first = await readFile(files[0]!)
    await Promise.all([pool.extract(first), pool.extract(first)])
    const look = (file: string): void => {
      const now = highestMiB(pool)
      if (now > peakMiB) [peakMiB, peakFile] = [now, file]
    }
    const startedAt = performance.now()
    await Promise.all(
      files.map(async (file) => pool.extract(await readFile(file), { onProgress: () => look(path.basename(file)) })),
    )
    const taken = (performance.now() - startedAt) / 1000
    look('the last file')
    return { seconds: taken, peakMiB, peakFile }
  } finally {
    pool.close()
  }
}

/** The most resident memory that any child alive has had (VmHWM), where the system tells; else 0. */
export function highestMiB(pool: ExtractionPool): number {
  return Math.max(0, ...pool.pids().map((pid) => memoryMiBOf(pid, 'VmHWM') ?? 0))
}
