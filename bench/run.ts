/** `npm run bench -- NAME [--json] [--flags]`: runs one bench and prints its figures beside the targets. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { benchData } from '../test/bench-data.ts'
import { benchTable, type Bench, type Target } from './bench.ts'

/** Every bench by its name in targets.json; loaded only when it runs. */
const benches: Record<string, () => Promise<Bench>> = {
  extraction: async () => (await import('./extraction.ts')).benchExtraction,
  'extraction-fuzz': async () => (await import('./extraction-fuzz.ts')).benchExtractionFuzz,
  grounding: async () => (await import('./grounding.ts')).benchGrounding,
  drafting: async () => (await import('./drafting.ts')).benchDrafting,
  offline: async () => (await import('./offline.ts')).benchOffline,
  statistics: async () => (await import('./statistics.ts')).benchStatistics,
  evals: async () => (await import('./evals.ts')).benchEvals,
  ui: async () => (await import('./ui.ts')).benchUi,
}

async function main(args: readonly string[]): Promise<number> {
  const name = args.find((arg) => !arg.startsWith('--'))
  const load = name === undefined ? undefined : benches[name]
  if (name === undefined || !load) {
    const known = Object.keys(benches).join(', ')
    console.error(
      `${name === undefined ? 'Which bench?' : `There is no bench "${name}".`} npm run bench -- NAME [--json]; benches: ${known}`,
    )
    return 2
  }
  const data = benchData()
  if (!data) {
    console.error('The bench data is missing: set GALLEY_BENCH_DATA to its folder (the one with targets.json).')
    return 2
  }
  const flags = new Map(
    args
      .filter((arg) => arg.startsWith('--'))
      .map((arg) => {
        const [flag, value] = arg.slice(2).split('=', 2)
        return [flag!, value ?? 'yes'] as const
      }),
  )
  const bench = await load()
  const result = await bench({ data, flags, say: (line) => console.error(line) })
  const targets = JSON.parse(readFileSync(path.join(data, 'targets.json'), 'utf8')) as Record<
    string,
    Record<string, Target>
  >
  const wanted = targets[name] ?? {}
  const missing = Object.keys(wanted).filter((measure) => !(measure in result.measures))
  if (missing.length > 0) throw new Error(`the bench ${name} forgot: ${missing.join(', ')}`)
  console.log(flags.has('json') ? JSON.stringify({ [name]: result.measures }) : benchTable(result, wanted))
  return 0
}

process.exitCode = await main(process.argv.slice(2))
