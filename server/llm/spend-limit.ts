/** The same chat, stopped before it can cost more than the editor allows for a day or a run. */
import { fail } from '../result.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { usd } from '../text/usd.ts'
import { costUsd, type Prices } from './prices.ts'
import type { Chat, ChatError, ChatRequest, Usage } from './schema.ts'
import type { SpendStore, Spent } from './spend-store.ts'

/** US dollars; null is no limit. `runUsd` holds for a run that names no limit of its own. */
export type SpendLimits = {
  dayUsd: number | null
  runUsd: number | null
  /** A model without a price may be called although a limit is set. */
  allowUnknownPrices: boolean
}

export type SpendParts = {
  spend: SpendStore
  limits: () => Promise<SpendLimits>
  prices: () => Promise<Prices>
}

/** While a limit is set, a request that names no output limit is sent with this one: else nothing would bound its cost. */
const outputTokensAtMost = 8000

/** Refused before the model did anything: nothing is billed for these, unless text had come. */
const free: ReadonlySet<ChatError['kind']> = new Set([
  'no-model',
  'endpoint-down',
  'key-rejected',
  'model-not-found',
  'rate-limited',
  'out-of-quota',
  'server-error',
  'context-too-long',
  'bad-request',
  'not-a-chat-api',
  'spend-limit',
  'price-unknown',
])
/** A call that ended so is not paid for. */
export const isFree = ({ kind, partial }: ChatError) => free.has(kind) && partial === ''

/**
 * Before each call the most that it can cost (its prompt, and its whole output limit) is held back; when the call is
 * written down the real cost takes its place. So `chat` must be one that is `recorded`. A call that ends without telling
 * its usage keeps what was held back, as it may have cost that; one that was refused gives it back. The prompt's tokens
 * are estimated (see estimateTokens), so a limit can be passed by the error of those estimates, and by a model that takes
 * no output limit (see quirks.ts); not by more. Without a limit nothing is held back and nothing is written.
 */
export function limited(chat: Chat, { spend, limits, prices }: SpendParts): Chat {
  return async function* limitedChat(request, signal) {
    const { dayUsd, runUsd, allowUnknownPrices } = await limits()
    const runLimitUsd = request.run ? (request.run.limitUsd ?? runUsd) : null
    if (dayUsd === null && runLimitUsd === null) {
      yield* chat(request, signal)
      return
    }
    const bounded = { maxOutputTokens: outputTokensAtMost, ...request }
    const mostUsd = costUsd(request.model, mostUsage(bounded), await prices())
    if (mostUsd === null && !allowUnknownPrices) {
      yield { end: fail(priceUnknown(request.model)) }
      return
    }
    // A model of one's own passes no limit.
    if (mostUsd === null || mostUsd === 0) {
      yield* chat(request, signal)
      return
    }
    const held = await spend.hold(mostUsd, request.run?.id ?? null, (today, run) => {
      if (dayUsd !== null && over(today, mostUsd, dayUsd)) return tooMuch('day', today, mostUsd, dayUsd)
      return runLimitUsd !== null && run && over(run, mostUsd, runLimitUsd)
        ? tooMuch('run', run, mostUsd, runLimitUsd)
        : null
    })
    if ('refusal' in held) {
      yield { end: fail(held.refusal) }
      return
    }
    for await (const event of chat({ ...bounded, holdId: held.id }, signal)) {
      if ('end' in event && !event.end.ok && isFree(event.end.error))
        await spend.release(held.id).catch((error: unknown) => {
          console.error('what was held back for a model call could not be given back:', error)
        })
      yield event
    }
  }
}

function mostUsage({ messages, maxOutputTokens }: Required<Pick<ChatRequest, 'messages' | 'maxOutputTokens'>>): Usage {
  const inputTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)
  return { inputTokens, outputTokens: maxOutputTokens }
}

/** A hundredth of a cent of rounding is no reason to refuse. */
const over = ({ spentUsd, reservedUsd }: Spent, mostUsd: number, limitUsd: number) =>
  spentUsd + reservedUsd + mostUsd > limitUsd + 0.0001

function tooMuch(scope: 'day' | 'run', { spentUsd, reservedUsd }: Spent, mostUsd: number, limitUsd: number): ChatError {
  const held = reservedUsd > 0 ? `, ${usd(reservedUsd)} held back for calls under way` : ''
  const whose = scope === 'day' ? "Today's limit" : "This run's limit"
  const way = `Raise it in Settings, under Money${scope === 'day' ? ', or go on tomorrow' : ', or begin a run with a higher one'}.`
  const message = `${whose} of ${usd(limitUsd)} would be passed: ${usd(spentUsd)} is spent${held}, and this call can cost up to ${usd(mostUsd)}. ${way}`
  return { kind: 'spend-limit', scope, spentUsd, reservedUsd, limitUsd, message, partial: '' }
}

function priceUnknown(model: string): ChatError {
  const message = `A spend limit is set and the price of ${model} is not known, so this call could cost anything. Add its price in Settings, under Money (0 for a model of your own), or allow models without a price there.`
  return { kind: 'price-unknown', message, partial: '' }
}
