/** The words of one call. Pure. */
import type { CallRow } from '../../server/llm/schema.ts'
import { usd } from '../../server/text/usd.ts'

export const momentOf = (instant: string): string =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

export const durationWords = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)

export const tokenWords = ({ usage }: Pick<CallRow, 'usage'>): string =>
  usage === null ? 'not told' : `${usage.inputTokens.toLocaleString()} → ${usage.outputTokens.toLocaleString()}`

/** A call that was refused cost nothing that we know of; one that wrote at an unknown price is said to be unknown. */
export function costWords({ costUsd, wrote }: Pick<CallRow, 'costUsd' | 'wrote'>): string {
  if (costUsd !== null) return usd(costUsd)
  return wrote ? 'unknown' : '–'
}

/** Kinds of errors are written for people elsewhere; here `rate-limited` reads "rate limited". */
export function stateOf({ error }: Pick<CallRow, 'error'>): { glyph: string; words: string } {
  if (error === null) return { glyph: '✓', words: 'whole' }
  if (error.kind === 'stopped') return { glyph: '■', words: 'stopped' }
  return { glyph: '!', words: error.kind.replaceAll('-', ' ') }
}

/** `connection-test` reads "connection test". */
export const purposeWords = ({ purpose }: Pick<CallRow, 'purpose'>): string => purpose.replaceAll('-', ' ')
