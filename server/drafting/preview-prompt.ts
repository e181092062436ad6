/** What would be sent for a paper: the rendered prompt, its size, and what is cut. No call is made. */
import type { RenderedMessage } from '../prompts/render.ts'
import type { PromptError } from '../prompts/schema.ts'
import { ok, type Result } from '../result.ts'
import { planLongContext } from './condense-plan.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { prepareRequest, type PromptSource, type RequestInput } from './prepare-request.ts'
import type { ContextPlan } from './schema.ts'
import type { Examples } from './shipped-examples.ts'

export type PromptPreview = {
  messages: RenderedMessage[]
  plan: ContextPlan
  /** An estimate of the whole input. */
  tokens: number
  /** Calls that condense what does not fit, before the one shown; their notes are not in it yet. */
  condensingCalls: number
}

export async function previewPrompt(
  input: RequestInput,
  sources: { prompts: PromptSource; examples: Examples },
  budgetTokens: number,
): Promise<Result<PromptPreview, PromptError>> {
  const { plan, parts } = await planLongContext(input.paper, { budgetTokens, notes: input.notes })
  const prepared = await prepareRequest(input, sources, plan)
  if (!prepared.ok) return prepared
  const tokens = prepared.value.reduce((sum, { content }) => sum + estimateTokens(content), 0)
  return ok({ messages: prepared.value, plan, tokens, condensingCalls: parts.length })
}
