/** The numbers of "How Wide Is a 95% Interval, Really?": coverage, sides and width of three intervals of a mean. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { bcaInterval, percentileInterval } from '../../evals/statistics/bootstrap.ts'
import { mean, skew } from '../../evals/statistics/moments.ts'
import { random } from '../../evals/statistics/random.ts'
import { lognormalMean, lognormalSampler, normalSampler, t3Sampler } from '../../evals/statistics/samplers.ts'
import { tInterval } from '../../evals/statistics/t-interval.ts'

const seed = 19080301
const samplesPerCell = 4000
const resamples = 2000
const confidence = 0.95
const sizes = [10, 20, 50]

const draw = random(seed)
const families = [
  { name: 'normal', sample: normalSampler(draw), mean: 0, deviation: 1 },
  { name: 't3', sample: t3Sampler(draw), mean: 0, deviation: Math.sqrt(3) },
  { name: 'lognormal', sample: lognormalSampler(draw), mean: lognormalMean(), deviation: Math.sqrt((Math.E - 1) * Math.E) },
]
const methods = {
  t: (values: number[]) => tInterval(values, confidence),
  percentile: (values: number[], own: number) => percentileInterval(values, { confidence, resamples, seed: own }),
  BCa: (values: number[], own: number) => bcaInterval(values, { confidence, resamples, seed: own }),
}
type Method = keyof typeof methods

/** `tooLow`: the whole interval lies below the true mean. Widths in units of 2 · 1.96 σ/√n, the interval for known σ. */
type Cell = { family: string; n: number; method: Method; covered: number; tooLow: number; tooHigh: number; width: number; factor: number }

/** The rule "say nothing when the sample's skew is above 1": how often it speaks up, and what t covers where it does not. */
type Rule = { family: string; n: number; withheld: number; coveredWhenShown: number; coveredWhenWithheld: number }

const cells: Cell[] = []
const rules: Rule[] = []
for (const family of families)
  for (const n of sizes) {
    const samples = Array.from({ length: samplesPerCell }, () => Array.from({ length: n }, family.sample))
    const checked = samples.map((values) => {
      const { low, high } = tInterval(values, confidence)!
      return { withheld: Math.abs(skew(values)) > 1, covered: low <= family.mean && family.mean <= high }
    })
    const shareCovered = (list: typeof checked) => list.filter(({ covered }) => covered).length / list.length
    rules.push({
      family: family.name,
      n,
      withheld: checked.filter(({ withheld }) => withheld).length / samplesPerCell,
      coveredWhenShown: shareCovered(checked.filter(({ withheld }) => !withheld)),
      coveredWhenWithheld: shareCovered(checked.filter(({ withheld }) => withheld)),
    })
    for (const method of Object.keys(methods) as Method[]) {
      const widths: number[] = []
      const factors: number[] = []
      let tooLow = 0
      let tooHigh = 0
      for (const [index, values] of samples.entries()) {
        // Percentile and BCa look at the same resamples, so their difference is the correction alone.
        const { low, high } = methods[method](values, seed + 1 + index)!
        if (high < family.mean) tooLow += 1
        if (low > family.mean) tooHigh += 1
        widths.push((high - low) / ((2 * 1.959964 * family.deviation) / Math.sqrt(n)))
        // By what the half of the interval that faces the true mean must be stretched to reach it.
        const centre = mean(values)
        factors.push(family.mean > centre ? (family.mean - centre) / (high - centre) : (centre - family.mean) / (centre - low))
      }
      cells.push({
        family: family.name,
        n,
        method,
        covered: 1 - (tooLow + tooHigh) / samplesPerCell,
        tooLow: tooLow / samplesPerCell,
        tooHigh: tooHigh / samplesPerCell,
        width: quantile(widths, 0.5),
        factor: quantile(factors, confidence),
      })
    }
  }

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

const cell = (family: string, n: number, method: string) =>
  cells.find((each) => each.family === family && each.n === n && each.method === method)!
const percent = (share: number, digits = 1) => (100 * share).toFixed(digits)
const out = new URL('results/', import.meta.url)
mkdirSync(out, { recursive: true })
const write = (name: string, text: string) => {
  writeFileSync(new URL(name, out), text)
  console.log(`== ${name}\n${text}`)
}
const names = Object.keys(methods)
const printed: Record<string, string> = { normal: 'Normal', t3: '$t_3$', lognormal: 'Lognormal' }

write(
  'coverage.tex',
  families
    .flatMap(({ name }) =>
      sizes.map((n, i) => {
        const fields = names.map((method) => percent(cell(name, n, method).covered))
        const widths = names.map((method) => cell(name, n, method).width.toFixed(2))
        return `${i === 0 ? printed[name] : ''} & ${n} & ${fields.join(' & ')} & ${widths.join(' & ')} \\\\\n`
      }),
    )
    .join(''),
)
write(
  'sides.tex',
  sizes
    .flatMap((n) =>
      names.map((method, i) => {
        const { tooLow, tooHigh } = cell('lognormal', n, method)
        const factors = families.map(({ name }) => cell(name, n, method).factor.toFixed(2))
        return `${i === 0 ? n : ''} & ${method === 't' ? '$t$' : method} & ${percent(tooLow)} & ${percent(tooHigh)} & ${factors.join(' & ')} \\\\\n`
      }),
    )
    .join(''),
)
write(
  'rule.tex',
  families
    .flatMap(({ name }) =>
      rules
        .filter(({ family }) => family === name)
        .map(
          ({ n, withheld, coveredWhenShown, coveredWhenWithheld }, i) =>
            `${i === 0 ? printed[name] : ''} & ${n} & ${percent(withheld)} & ${percent(coveredWhenShown)} & ${percent(coveredWhenWithheld)} \\\\\n`,
        ),
    )
    .join(''),
)
for (const { name } of families)
  write(
    `${name}.dat`,
    `n ${names.join(' ')}\n${sizes.map((n) => [n, ...names.map((method) => percent(cell(name, n, method).covered, 2))].join(' ')).join('\n')}\n`,
  )
write('all.json', JSON.stringify({ seed, samplesPerCell, resamples, cells, rules }, null, 1) + '\n')
