/** Parameters that a model does not take, learnt from its own complaint and left out from then on. */
import type { Seen } from './watched-fetch.ts'

/** `limit-field`: the limit goes as `max_completion_tokens`; the others leave the parameter out. */
export type Quirk = 'no-temperature' | 'limit-field' | 'no-limit' | 'no-usage-option'

const unwanted = /unsupported|not support|unrecognized|unknown|not permitted|extra inputs|only the default|instead/i

/**
 * What to change after a refusal, or null when it was about something else.
 * @param sent the quirks that the refused request already observed: nothing is dropped twice
 */
export function quirkOf(seen: Seen, sent: ReadonlySet<Quirk>): Quirk | null {
  if ((seen.status !== 400 && seen.status !== 422) || !unwanted.test(seen.bodyStart)) return null
  const about = (name: string) => new RegExp(`\\b${name}\\b`).test(seen.bodyStart)
  if (about('temperature') && !sent.has('no-temperature')) return 'no-temperature'
  if (about('max_tokens') && !sent.has('limit-field')) return 'limit-field'
  if (about('max_completion_tokens') && !sent.has('no-limit')) return 'no-limit'
  if (about('stream_options') && !sent.has('no-usage-option')) return 'no-usage-option'
  return null
}
