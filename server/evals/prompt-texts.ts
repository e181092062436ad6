/** Everything of a prompt that a model is shown whatever the paper: its own text and the parts put into it, without the examples. */
import { createHash } from 'node:crypto'
import type { PromptSource } from '../drafting/prepare-request.ts'
import { fail, ok, type Result } from '../result.ts'
import type { EvalError } from './schema.ts'

/** `promptSha`: the prompt's own version; `shownSha`: of all `texts` together. */
export type PromptTexts = { promptSha: string; shownSha: string; texts: string[]; usesExamples: boolean }

/** What fills a variable that every paper shares. */
const partsOf: Record<string, string[]> = { style_card: ['style-card'], take_rule: ['take-rule', 'no-take-rule'] }

/** @returns the texts and one hash over them all: a changed style card is another prompt */
export async function promptTexts(prompts: PromptSource, name: string): Promise<Result<PromptTexts, EvalError>> {
  const prompt = await prompts.find(name)
  if (!prompt.ok) {
    const kind = prompt.error.kind === 'prompt-not-found' ? 'prompt-not-found' : 'prompt-broken'
    return fail({ kind, message: prompt.error.message })
  }
  const texts = [prompt.value.text]
  for (const partName of prompt.value.variables.flatMap((variable) => partsOf[variable] ?? [])) {
    const part = await prompts.part(partName)
    if (part.ok) texts.push(part.value.text)
  }
  const shownSha = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  const usesExamples = prompt.value.variables.includes('exemplars')
  return ok({ promptSha: prompt.value.sha, shownSha, texts, usesExamples })
}
