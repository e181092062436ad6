/** A model's second look at claims beside their passages, a few a call: a reply that can't be read is an error, never a verdict. */
import type { AskAboutClaims, ClaimBesidePassages, SecondLook } from '../grounding/schema.ts'
import type { Chat, ChatError, ChatRequest } from '../llm/schema.ts'
import { renderPrompt } from '../prompts/render.ts'
import { fail, type Failure, type Result } from '../result.ts'
import { ofThePart } from './condense.ts'
import { neutralise } from './fence.ts'
import { callIdOf, wholeTurn } from './model-turn.ts'
import type { PromptSource } from './prepare-request.ts'
import { lookOf, readVerdicts, type Verdict } from './read-verdicts.ts'

/** The instructions are paid for once a call, and an answer that can't be read costs this many verdicts. Not tuned on a model. */
const claimsACall = 4

type Parts = { chat: Chat; prompts: PromptSource }
type Asked = { callId: string | null; verdicts: Result<Verdict[], Failure | ChatError> }

/** After an error that the next call would meet as well, no more is asked: the claims that are left are errors with its message. */
export const createClaimCheck = (parts: Parts): AskAboutClaims =>
  async function* (claims, by, signal) {
    for (let at = 0; at < claims.length; at += claimsACall) {
      const some = claims.slice(at, at + claimsACall)
      const { callId, verdicts } = await ask(some, by, parts, signal)
      if (verdicts.ok) {
        const on = (index: number) => verdicts.value.filter(({ claim }) => claim === index + 1)
        yield { callId, looks: some.map((claim, index) => lookOf(claim, on(index))) }
        continue
      }
      const { kind, message } = verdicts.error
      if (kind === 'stopped') return
      const goesOn = goOnAfter.has(kind)
      yield { callId, looks: (goesOn ? some : claims.slice(at)).map((claim) => failed(claim, message)) }
      if (!goesOn) return
    }
  }

const goOnAfter: ReadonlySet<string> = new Set([...ofThePart, 'unreadable-verdict'])

const failed = ({ sentence }: ClaimBesidePassages, why: string): SecondLook => ({ sentence, state: 'check-error', why })

/** One call, and one more where its answer can't be read. */
async function ask(
  claims: readonly ClaimBesidePassages[],
  { model, runId }: Parameters<AskAboutClaims>[1],
  { chat, prompts }: Parts,
  signal: AbortSignal,
): Promise<Asked> {
  const prompt = await prompts.find('check-claims')
  if (!prompt.ok) return { callId: null, verdicts: prompt }
  const messages = await renderPrompt(prompt.value, { claims: claims.map(shown).join('\n\n') })
  if (!messages.ok) return { callId: null, verdicts: messages }
  const { temperature, maxOutputTokens, sha } = prompt.value
  const request: ChatRequest = {
    purpose: 'check-claims',
    model,
    messages: messages.value,
    promptSha: sha,
    run: { id: runId, limitUsd: null },
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
  const first = await wholeTurn(chat, request, signal)
  if (!first.end.ok) return { callId: callIdOf(first.end), verdicts: fail(first.end.error) }
  const read = readVerdicts(first.reply)
  if (read.ok) return { callId: callIdOf(first.end), verdicts: read }
  const form = await prompts.find('repair-json')
  const repair = form.ok ? await renderPrompt(form.value, { problem: read.error.message }) : form
  if (!repair.ok) return { callId: callIdOf(first.end), verdicts: repair }
  const answered = { role: 'assistant' as const, content: first.reply }
  const again = { ...request, messages: [...request.messages, answered, ...repair.value] }
  const second = await wholeTurn(chat, again, signal)
  const verdicts = second.end.ok ? readVerdicts(second.reply) : fail(second.end.error)
  return { callId: callIdOf(second.end), verdicts }
}

function shown({ sentence, passages }: ClaimBesidePassages, index: number): string {
  const lines = passages.map(({ pageNumber, text }) => `Passage, p. ${pageNumber}: ${neutralise(text)}`)
  return [`Claim ${index + 1}: ${neutralise(sentence)}`, ...lines].join('\n')
}
