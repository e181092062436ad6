/** Shares of what the draft gives that stands in the paper: numbers, and quotes. */
import type { Scorer } from '../schema.ts'

/** Numbers near the evidence, elsewhere, or derived / all; those that a figure could hold are left out of both. */
export const numbersFound: Scorer = ({ grounding }) => {
  const base = { name: 'numbers-found', unit: 'share', better: 'high' } as const
  if (!grounding) return { ...base, value: null, why: 'no reading of the paper to check against' }
  const numbers = grounding.sentences
    .flatMap((sentence) => sentence.numbers)
    .filter(({ status }) => status !== 'maybe-in-figure')
  if (numbers.length === 0) return { ...base, value: null, why: 'the draft gives no number' }
  const lost = numbers.filter(({ status }) => status === 'missing')
  return {
    ...base,
    value: 1 - lost.length / numbers.length,
    why: lost.map(({ text }) => text).join(' | ') || `all ${numbers.length} found`,
  }
}

/** Quotes found word for word / all. An approximate one is not found: it has another word in it. */
export const quotesFound: Scorer = ({ grounding }) => {
  const base = { name: 'quotes-found', unit: 'share', better: 'high' } as const
  if (!grounding) return { ...base, value: null, why: 'no reading of the paper to check against' }
  const quotes = grounding.sentences.flatMap((sentence) => sentence.quotes)
  if (quotes.length === 0) return { ...base, value: null, why: 'the draft gives no quote' }
  const lost = quotes.filter(({ status }) => status !== 'found')
  const why = lost.map(({ quote, differs }) => (differs ? `${quote} (${differs})` : quote)).join(' | ')
  return { ...base, value: 1 - lost.length / quotes.length, why: why || `all ${quotes.length} found` }
}
