/** The bench of grounding, seeded. `--only=quotes|drafts|numbers|cells|speed`; `--report` takes the kept half of the reworded numbers; `--missed` and `--cells` list; `--model-check` asks the stub. */
import { ground } from '../server/grounding/ground.ts'
import type { Bench, Measures } from './bench.ts'
import { draftMeasures } from './grounding-drafts.ts'
import { modelMeasures } from './grounding-model.ts'
import { numberMeasures } from './grounding-numbers.ts'
import { readPapers, type LabelledPaper } from './grounding-papers.ts'
import { tableCellsNamed } from './named-cells.ts'
import { quoteMeasures } from './grounding-quotes.ts'

const names = [
  ...['quoteDisturbed', 'quoteWordsChanged', 'falseAnchors', 'boxesRight', 'rightPageMarked', 'rightPageUnmarked'],
  ...[
    'rightPageUnmarkedTop3',
    'numberStatus',
    'numbersRight',
    'wrongNumbersNotNear',
    'alteredQuotesCaught',
    'tableCellsNamed',
  ],
  ...[
    'slipsFlagged',
    'falseAlarmsPerEntry',
    'falseAlarmsPerFinal',
    'syntheticSwapped',
    'syntheticExchanged',
    'syntheticOtherNumber',
    'groundMs',
  ],
]

export const benchGrounding: Bench = async ({ data, flags, say }) => {
  const only = flags.get('only')
  const { labelled, gold } = await readPapers(data)
  const measures: Measures = Object.fromEntries(names.map((name) => [name, null]))
  if (only === undefined || only === 'quotes') Object.assign(measures, await quoteMeasures(gold, say))
  if (only === undefined || only === 'drafts')
    Object.assign(measures, draftMeasures(labelled, flags.has('missed'), say))
  if (flags.has('model-check')) Object.assign(measures, await modelMeasures(labelled, say))
  if (only === undefined || only === 'numbers')
    Object.assign(measures, await numberMeasures(labelled, flags.has('report'), say))
  if (only === undefined || only === 'speed') measures['groundMs'] = groundMs(labelled, say)
  if (only === undefined || only === 'cells')
    measures['tableCellsNamed'] = await tableCellsNamed(labelled, flags.has('cells'), say)
  return { measures }
}

/** The 300-word draft on the longest labelled paper: median of 15 runs after 5, milliseconds of CPU, the index kept. */
function groundMs(papers: readonly LabelledPaper[], say: (line: string) => void): number | null {
  const longest = papers.toSorted((a, b) => b.index.paper.pages.length - a.index.paper.pages.length)[0]
  const draft = longest?.drafts.at(-1)
  if (!longest || !draft) return null
  const times: number[] = []
  for (let run = 0; run < 20; run += 1) {
    const before = process.cpuUsage()
    ground({ text: draft.prose, draft, paper: longest.index })
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  say(
    `${longest.name}: ${draft.prose.split(/\s+/).length} words, ${longest.index.paper.pages.length} pages; first run ${times[0]!.toFixed(0)} ms`,
  )
  return times.slice(5).toSorted((a, b) => a - b)[7]!
}
