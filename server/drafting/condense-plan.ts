/** What of a paper longer than the budget goes whole, and what a model condenses before: planned, nothing called. */
import type { PaperText } from '../papers/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import { chooseBlocks, type Choice } from './choose-blocks.ts'
import { planContext } from './context-plan.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { findInstructions } from './find-instructions.ts'
import { headingsOver } from './headings.ts'
import { splitText } from './split-text.ts'
import type { ContextPlan, NoteForDraft } from './schema.ts'
import { textByPage, type SentPage } from './text-by-page.ts'

/** One call: a run of sections, or a part of one; `headings` are all in those sections that text is condensed of. */
export type CondensePart = { sections: string[]; headings: string[]; pages: SentPage[] }

export type LongPlan = {
  /** What goes whole. */
  plan: ContextPlan
  /** Empty where everything worth it fits. */
  parts: CondensePart[]
  /** For the notes on one part. */
  noteTokens: number
}

/** Related work, appendix and thanks are left out rather than paid for (see block-worth.ts). */
const leastWorth = 7
/** Longer parts are read less closely, also by models with large windows. */
const longestPartTokens = 8000
/** A book must not become a bill: what comes after is left out, and said. */
const mostParts = 24

/** Half of the budget, which is for the paper's text alone, goes to the text that is worth most, half to notes on the rest. */
export async function planLongContext(
  paper: PaperText,
  { budgetTokens, notes }: { budgetTokens: number; notes: readonly NoteForDraft[] },
): Promise<LongPlan> {
  const whole = chooseBlocks(paper, budgetTokens, notes)
  if (restOf(whole).size === 0) return { plan: planContext(paper, whole), parts: [], noteTokens: 0 }
  const half = chooseBlocks(paper, budgetTokens / 2, notes)
  const parts = (await partsOf(paper, half, Math.min(longestPartTokens, budgetTokens))).slice(0, mostParts)
  const plan = planContext(paper, half)
  const read = [...restOf(half)].map((index) => half.blocks[index]!)
  const suspicious = [...new Set([...plan.suspicious, ...findInstructions(read)])]
  return { plan: { ...plan, suspicious }, parts, noteTokens: Math.floor(budgetTokens / 2 / parts.length) }
}

/** Indexes of the blocks that are worth a model's time and do not go whole. */
function restOf({ blocks, chosen, worth }: Choice): Set<number> {
  const left = [...blocks.keys()].filter((index) => {
    const { kind, spans } = blocks[index]!
    const value = worth[index] ?? null
    return !chosen.has(index) && value !== null && value < leastWorth && kind !== 'heading' && spans.length > 0
  })
  return new Set(left)
}

async function partsOf(paper: PaperText, choice: Choice, maxTokens: number): Promise<CondensePart[]> {
  const bySection = new Map<string, { indexes: Set<number>; headings: Set<string> }>()
  for (const index of restOf(choice)) {
    const over = headingsOver(choice.blocks, choice.blocks[index]!).map((at) => foldSpace(choice.blocks[at]!.text))
    const name = over.at(-1) ?? 'front matter'
    const section = bySection.get(name) ?? { indexes: new Set(), headings: new Set() }
    bySection.set(name, section)
    section.indexes.add(index)
    for (const heading of over) section.headings.add(heading)
  }
  const parts: CondensePart[] = []
  for (const [name, { indexes, headings }] of bySection)
    for (const pages of await splitText(textByPage(paper, choice.blocks, indexes), maxTokens)) {
      const last = parts.at(-1)
      // Short sections share a call.
      if (last && tokensOf([...last.pages, ...pages]) <= maxTokens) {
        last.pages.push(...pages)
        if (!last.sections.includes(name)) last.sections.push(name)
        last.headings.push(...headings)
      } else parts.push({ sections: [name], headings: [...headings], pages: [...pages] })
    }
  return parts
}

const tokensOf = (pages: readonly SentPage[]) => pages.reduce((sum, { text }) => sum + estimateTokens(text) + 4, 0)
