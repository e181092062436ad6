/** Finds the bench data (real papers, gold, labelled drafts), which is not part of the repository. */
import { existsSync } from 'node:fs'
import path from 'node:path'

/** The folder, or null where it is missing: `GALLEY_BENCH_DATA`, else `../shared/bench` beside the checkout. */
export function benchData(): string | null {
  const folder = path.resolve(process.env['GALLEY_BENCH_DATA'] ?? '../shared/bench')
  return existsSync(path.join(folder, 'targets.json')) ? folder : null
}

/** For tests: says loudly what is left out where the data is missing. */
export function benchDataOrSay(what: string): string | null {
  const folder = benchData()
  if (!folder) console.warn(`NOT RUN without the bench data (set GALLEY_BENCH_DATA): ${what}`)
  return folder
}
