/** The same chat, with every call written down, failures and stopped ones included. */
import { randomUUID } from 'node:crypto'
import { costUsd, type Prices } from './prices.ts'
import type { Chat, ChatEnd, ChatError, ChatRequest, LlmCall } from './schema.ts'
import type { Result } from '../result.ts'

export type RecordedOptions = {
  /** @param holdId what is held back for it, if anything: see CallStore */
  write: (call: LlmCall, holdId: string | null) => Promise<void>
  prices: () => Promise<Prices>
  now: () => Date
}

/** The `end` carries the call's id; null when it could not be written (the text is not lost for that). */
export function recorded(chat: Chat, { write, prices, now }: RecordedOptions): Chat {
  return async function* recordedChat(request, signal) {
    const started = now()
    let text = ''
    let done = false
    const keep = async (end: Result<ChatEnd, ChatError>): Promise<string | null> => {
      done = true
      const call = callOf(request, started, now(), end, text)
      try {
        const cost = costUsd(request.model, call.usage, await prices())
        await write({ ...call, costUsd: cost }, request.holdId ?? null)
        return call.id
      } catch (error) {
        console.error('a model call could not be written down:', error)
        return null
      }
    }
    try {
      for await (const event of chat(request, signal)) {
        if ('end' in event) {
          const callId = await keep(event.end)
          const end = event.end.ok
            ? { ok: true as const, value: { ...event.end.value, callId } }
            : { ok: false as const, error: { ...event.end.error, callId } }
          yield { end }
        } else {
          if ('text' in event) text += event.text
          yield event
        }
      }
    } finally {
      // The caller stopped reading: what came until then was paid for.
      if (!done) await keep({ ok: false, error: { kind: 'stopped', message: 'Stopped.', partial: text } })
    }
  }
}

function callOf(
  request: ChatRequest,
  started: Date,
  ended: Date,
  end: Result<ChatEnd, ChatError>,
  text: string,
): LlmCall {
  const { purpose, run, holdId: _holdId, ...rest } = request
  return {
    id: randomUUID(),
    purpose,
    model: request.model,
    promptSha: request.promptSha ?? null,
    runId: run?.id ?? null,
    request: rest,
    reply: end.ok ? end.value.text : text,
    error: end.ok ? null : { kind: end.error.kind, message: end.error.message },
    finish: end.ok ? end.value.finish : null,
    usage: end.ok ? end.value.usage : (end.error.usage ?? null),
    costUsd: null,
    startedAt: started.toISOString(),
    durationMs: Math.round(ended.getTime() - started.getTime()),
  }
}
