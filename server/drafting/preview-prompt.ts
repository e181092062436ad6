/** What would be sent for a paper: the rendered prompt, its size, and what is cut. No call is made. */
import { ok, type Result } from '../result.ts'
import type { PromptError } from '../prompts/schema.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { prepareRequest, type PreparedRequest, type PromptSource, type RequestInput } from './prepare-request.ts'

/** `tokens` is an estimate of the whole input. */
export type PromptPreview = PreparedRequest & { tokens: number }

export async function previewPrompt(
  input: RequestInput,
  prompts: PromptSource,
  budgetTokens: number,
): Promise<Result<PromptPreview, PromptError>> {
  const prepared = await prepareRequest(input, prompts, budgetTokens)
  if (!prepared.ok) return prepared
  const tokens = prepared.value.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)
  return ok({ ...prepared.value, tokens })
}
