/** Everything of a prompt that a model is shown besides the paper and the notes: its own text and the parts put into it. */
import { createHash } from 'node:crypto'
import type { PromptSource } from '../drafting/prepare-request.ts'
import { fail, ok, type Result } from '../result.ts'
import type { EvalError } from './schema.ts'

/** `promptSha`: the prompt's own version; `shownSha`: of all `texts` together. */
export type PromptTexts = { promptSha: string; shownSha: string; texts: string[] }

/** @returns the texts and one hash over them all: a changed example is another prompt */
export async function promptTexts(prompts: PromptSource, name: string): Promise<Result<PromptTexts, EvalError>> {
  const prompt = await prompts.find(name)
  if (!prompt.ok) {
    const kind = prompt.error.kind === 'prompt-not-found' ? 'prompt-not-found' : 'prompt-broken'
    return fail({ kind, message: prompt.error.message })
  }
  const texts = [prompt.value.text]
  for (const variable of prompt.value.variables) {
    // `styleCard` is filled from style-card.md.
    const part = await prompts.part(
      variable.replace(/[A-Z]|_/g, (letter) => `-${letter === '_' ? '' : letter.toLowerCase()}`),
    )
    if (part.ok) texts.push(part.value.text)
  }
  const shownSha = createHash('sha256').update(JSON.stringify(texts)).digest('hex')
  return ok({ promptSha: prompt.value.sha, shownSha, texts })
}
