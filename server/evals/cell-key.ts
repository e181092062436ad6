/** The cache key of a cell: equal keys were the very same request, so the reply need not be paid for twice. */
import { createHash } from 'node:crypto'
import type { EvalCase, FrozenVariant } from './schema.ts'

/** Holds everything that a draft depends on: paper text, notes, length, examples, prompt hash, model, parameters, and the repeat. */
export function cellKey(of: EvalCase, variant: FrozenVariant, repeat: number): string {
  const { title, authors, starred, length, notes, paper } = of
  const examples = variant.usesExamples === false ? null : (of.examples ?? null)
  const source = paper.kind === 'library' ? paper.paperTextId : paper.sha256
  const { shownSha, model, parameters } = variant
  const settings = [parameters.temperature ?? null, parameters.maxOutputTokens ?? null]
  const key = [
    title,
    authors,
    starred,
    length,
    notes,
    examples,
    source,
    variant.prompt,
    shownSha,
    model,
    settings,
    repeat,
  ]
  return createHash('sha256').update(JSON.stringify(key)).digest('hex')
}
