/** What the form of a new comparison says: names of its sides, and the estimate in words. Pure. */
import type { Estimate } from '../../server/evals/schema.ts'

/** One side of the comparison; for the model `offline` the prompt plays no part. */
export type Side = { prompt: string; model: string }

/** The part in which it differs from the other side; both where both differ. Equal sides have equal names. */
export function variantName(side: Side, other: Side): string {
  if (side.model === 'offline') return 'offline'
  if (side.model === other.model) return promptWords(side.prompt)
  return side.prompt === other.prompt ? side.model : `${promptWords(side.prompt)} on ${side.model}`.slice(0, 60)
}

/** `draft@1a2b3c4d…` is one version of a prompt; `draft` alone is the one in use. */
export function promptWords(prompt: string): string {
  const [name, sha] = prompt.split('@')
  return sha === undefined ? prompt : `${name} ${sha.slice(0, 8)}`
}

/** "24 papers, 72 drafts (10 known from earlier), about $0.46 and 7 minutes." */
export function estimateWords({ papers, cells, known, costUsd, minutes, why }: Estimate): string {
  const count = `${papers} ${papers === 1 ? 'paper' : 'papers'}, ${cells} drafts${known > 0 ? ` (${known} known from earlier)` : ''}`
  const money = costUsd === null ? `cost not known: ${why}` : costUsd === 0 ? 'no cost' : `about $${costUsd.toFixed(2)}`
  const time = minutes === null ? '' : minutes < 1 ? ', under a minute' : `, about ${Math.round(minutes)} minutes`
  return `${count}, ${money}${time}.`
}
