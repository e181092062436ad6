/** What a call cost: an editable table of list prices; what is not in it stays unknown. */
import type { Usage } from './schema.ts'

/** US dollars for a million tokens. */
export type Price = { inputUsd: number; outputUsd: number }
export type Prices = Readonly<Record<string, Price>>

/**
 * List prices of OpenAI as of 2025, written down from memory: the page says so, and the editor's own row replaces any of
 * them. Models without a published price are not here, nor are local ones: their cost is unknown, not 0.
 */
export const listPrices: Prices = {
  'gpt-4o': { inputUsd: 2.5, outputUsd: 10 },
  'gpt-4o-mini': { inputUsd: 0.15, outputUsd: 0.6 },
  'gpt-4.1': { inputUsd: 2, outputUsd: 8 },
  'gpt-4.1-mini': { inputUsd: 0.4, outputUsd: 1.6 },
  'gpt-4.1-nano': { inputUsd: 0.1, outputUsd: 0.4 },
  'gpt-5': { inputUsd: 1.25, outputUsd: 10 },
  'gpt-5-mini': { inputUsd: 0.25, outputUsd: 2 },
  'gpt-5-nano': { inputUsd: 0.05, outputUsd: 0.4 },
}

/** @param model the exact name, or that name with a date behind it (`gpt-4o-2024-08-06`) */
export function priceOf(model: string, prices: Prices): Price | null {
  const names = [model, model.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
  // A model may be named like a property that every object has.
  const name = names.find((one) => Object.hasOwn(prices, one))
  return name === undefined ? null : prices[name]!
}

/** @returns US dollars; null when the price or the usage is unknown */
export function costUsd(model: string, usage: Usage | null, prices: Prices): number | null {
  const price = priceOf(model, prices)
  if (!price || !usage) return null
  return (usage.inputTokens * price.inputUsd + usage.outputTokens * price.outputUsd) / 1_000_000
}
