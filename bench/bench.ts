/** What every bench is: a function from the bench data to measures; and how its table and its JSON are made. */

export type Measures = Record<string, number | null>

export type BenchContext = {
  /** The folder of the bench data (see test/bench-data.ts). */
  data: string
  /** `--name=value` and `--name` of the command line; the latter as 'yes'. */
  flags: ReadonlyMap<string, string>
  /** Progress and reasons, to standard error: standard output is for figures. */
  say: (line: string) => void
}

export type BenchResult = {
  /** By the names of targets.json; null where it could not be measured (the reason was said). */
  measures: Measures
  /** The best other program in the same run, by measure. */
  peers?: Record<string, { value: number; who: string }>
}

export type Bench = (context: BenchContext) => Promise<BenchResult>

/** Both bounds count as met; `stage1` is what the first release had to reach, in the direction of `min` or `max`. */
export type Target = { min?: number; max?: number; stage1?: number }

/** @returns true when `value` reaches the target, false when not (a null never does), null when there is no target */
export function meets(value: number | null | undefined, target: Target | undefined): boolean | null {
  if (!target) return null
  if (value === null || value === undefined) return false
  return value >= (target.min ?? -Infinity) && value <= (target.max ?? Infinity)
}

/** The plain form: measure, best peer, target, ours, met; targets first and in their order, then the rest. */
export function benchTable(result: BenchResult, targets: Record<string, Target>): string {
  const names = [...new Set([...Object.keys(targets), ...Object.keys(result.measures)])]
  const rows = names.map((name) => {
    const value = result.measures[name]
    const target = targets[name]
    const peer = result.peers?.[name]
    const met = meets(value, target)
    return [
      name,
      peer ? `${figure(peer.value)} ${peer.who}` : '',
      target ? bounds(target) : '',
      value === null || value === undefined ? 'not measured' : figure(value),
      met === null ? '' : met ? 'met' : 'NOT MET',
    ]
  })
  const lines = [['measure', 'best peer', 'target', 'ours', ''], ...rows]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const figure = (value: number): string => String(Math.round(value * 1000) / 1000)

function bounds({ min, max }: Target): string {
  if (min !== undefined && max !== undefined) return `${min} .. ${max}`
  return min !== undefined ? `>= ${min}` : `<= ${max}`
}
