/** One answer as server-sent events, in the shape of the chat completions API, with the faults of its scenario. */
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Scenario } from './scenarios.ts'

type Streaming = NonNullable<Scenario['streaming']>
export type StubAnswer = { model: string; prompt: string; text: string; streaming: Streaming; firstText: () => void }

/** Counted roughly (4 characters a token): enough to see where the numbers go. */
export function usageOf(prompt: string, text: string, { reasoning = false }: Streaming) {
  const [input, output] = [Math.ceil(prompt.length / 4), Math.ceil(text.length / 4)]
  const details = { reasoning_tokens: reasoning ? output : 0 }
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    completion_tokens_details: details,
  }
}

export async function sendStream(
  response: ServerResponse,
  { model, prompt, text, streaming, firstText }: StubAnswer,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const event = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`)
  const chunk = (delta: Record<string, unknown>, finish: string | null = null) => {
    const choices = streaming.noChoices ? [] : [{ index: 0, delta, finish_reason: finish }]
    event({ id: 'stub', object: 'chat.completion.chunk', created: 0, model, choices })
  }
  if (streaming.filterFirst)
    event({ id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] })
  if (streaming.comment) response.write(': still working\n\n')
  chunk({ role: 'assistant', content: '' })
  if (streaming.refusal !== undefined) chunk({ refusal: streaming.refusal })
  if (streaming.reasoning) chunk({ reasoning_content: 'First I should think about this.' })
  // JSON.stringify writes a lone surrogate as an escape: the two halves cross the wire apart, as real endpoints send them.
  const pieces = streaming.blank
    ? []
    : streaming.halves
      ? ['A vector ', '\ud835', '\udc99', '.']
      : ((streaming.text ?? text).match(/\S+\s*/g) ?? [])
  for (const [index, piece] of pieces.entries()) {
    if (response.destroyed) return
    if (index === 3 && streaming.after3 !== undefined && (await brokeOff(response, streaming.after3, event))) return
    if (index === 0) firstText()
    chunk({ content: piece })
    if (streaming.pauseMs) await sleep(streaming.pauseMs)
  }
  if (response.destroyed) return
  chunk({}, streaming.finish ?? 'stop')
  if (!streaming.noUsage)
    event({
      id: 'stub',
      object: 'chat.completion.chunk',
      created: 0,
      model,
      choices: [],
      usage: usageOf(prompt, text, streaming),
    })
  response.end('data: [DONE]\n\n')
}

async function brokeOff(
  response: ServerResponse,
  how: NonNullable<Streaming['after3']>,
  event: (data: unknown) => void,
): Promise<true> {
  // What was written must reach the client first: a reset throws away what is still in flight.
  await sleep(20)
  if (how === 'error') event({ error: { message: 'The upstream provider died', type: 'server_error', code: 502 } })
  if (how === 'reset') response.socket?.resetAndDestroy()
  else if (how !== 'silence') response.end()
  return true
}
