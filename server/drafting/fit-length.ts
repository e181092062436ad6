/** A draft outside its band is asked once to be shorter, or longer: the better one of the two replies is the draft. */
import { lengthBand } from '../papers/schema.ts'
import type { ChatRequest } from '../llm/schema.ts'
import { renderPrompt } from '../prompts/render.ts'
import { addCalls, callIdOf, counted, modelTurn } from './model-turn.ts'
import { renderLength } from './render-notes.ts'
import type { LengthRepair } from './schema.ts'
import {
  writeDraft,
  writtenOf,
  type DraftInput,
  type WriteEvent,
  type WriteParts,
  type Written,
} from './write-draft.ts'

/**
 * As `writeDraft`, with one more turn where a whole draft misses the band and its prompt asks for a length. A turn that
 * is stopped or fails leaves the first draft as it was; `repair` says what came of it.
 */
export async function* writeToLength(
  input: DraftInput,
  parts: WriteParts,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent> {
  for await (const event of writeDraft(input, parts, signal)) {
    if (!('written' in event)) {
      yield event
      continue
    }
    const first = event.written
    const asked = wanted(first, input)
    if (asked === null || first.request === null || signal.aborted) yield event
    else yield* askedAgain(first, first.request, asked, input, parts, signal)
  }
}

/** Null where nothing is to be asked. */
function wanted({ status, words }: Written, { prompt, length }: DraftInput): LengthRepair['asked'] | null {
  if (status !== 'complete' || !prompt?.variables.includes('length')) return null
  const { min, max } = lengthBand(length)
  return words < min ? 'longer' : words > max ? 'shorter' : null
}

async function* askedAgain(
  first: Written,
  request: ChatRequest,
  asked: LengthRepair['asked'],
  input: DraftInput,
  { chat: given, prompts }: WriteParts,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent> {
  const repair: LengthRepair = { asked, words: first.words, wordsAfter: null, kept: 'first', error: null }
  const prompt = await prompts.find('fit-length')
  const values = { words: String(first.words), length: renderLength(input.length) }
  const messages = prompt.ok ? await renderPrompt(prompt.value, values) : prompt
  if (!messages.ok) {
    yield { written: { ...first, repair: { ...repair, error: messages.error } } }
    return
  }
  yield { step: `${first.words} words, not ${values.length}: asked once to make it ${asked}` }
  const { chat, calls } = counted(given)
  const again: ChatRequest = {
    ...request,
    purpose: 'draft-length',
    messages: [...request.messages, { role: 'assistant', content: first.reply }, ...messages.value],
  }
  const { reply, end } = yield* modelTurn(chat, again, signal)
  const all = addCalls({ ids: first.callIds, usage: first.usage }, calls())
  const outcome = { reply, plan: first.plan, request, callId: callIdOf(end), error: end.ok ? null : end.error }
  const second = writtenOf(input, outcome, all)
  const wordsAfter = second.status === 'complete' ? second.words : null
  const kept = wordsAfter !== null && isBetter(second, first, input) ? 'second' : 'first'
  yield {
    written: {
      ...(kept === 'second' ? second : first),
      callIds: all.ids,
      usage: all.usage,
      repair: { ...repair, wordsAfter, kept, error: second.error },
    },
  }
}

/** Nearer to the band, and not at the price of all its evidence. */
function isBetter(second: Written, first: Written, { length }: DraftInput): boolean {
  const { min, max } = lengthBand(length)
  const off = ({ words }: Written) => Math.max(min - words, words - max, 0)
  const quotes = ({ parsed }: Written) => parsed.marks.filter(({ kind }) => kind === 'quote').length
  return off(second) < off(first) && (quotes(second) > 0 || quotes(first) === 0)
}
