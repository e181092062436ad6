/** Everything that is asked of a prompt before it is saved: it can be read, and the program can fill what it asks for. */
import { fail, type Result } from '../result.ts'
import { placeOfField } from './lint.ts'
import type { Prompts } from './load.ts'
import { brokenPrompt, parsePrompt } from './parse-prompt.ts'
import type { PromptError, PromptFile, PromptProblem } from './schema.ts'

/** What the program fills in drafting prompts, and what they cannot do without. */
export type DraftingVariables = { knows: readonly string[]; needs: readonly string[] }
export type CheckParts = { shipped: Prompts; drafting: DraftingVariables }

/** @returns the prompt or part, or every problem with its line and column. A text that is saved can be used at once. */
export async function checkPrompt(text: string, parts: CheckParts): Promise<Result<PromptFile, PromptError>> {
  const parsed = parsePrompt(text, 'as written')
  if (!parsed.ok) return parsed
  const problems = await misfits(parsed.value, parts)
  return problems.length === 0 ? parsed : fail(brokenPrompt('as written', problems))
}

async function misfits(file: PromptFile, { shipped, drafting }: CheckParts): Promise<PromptProblem[]> {
  const found = await shipped.file(file.name)
  const own = found.ok ? found.value : null
  const at = (field: string) => placeOfField(file.text, field)
  if (own && own.kind !== file.kind)
    return [{ ...at('kind'), message: `"${file.name}" is a ${own.kind}: give this one another name.` }]
  if (file.kind === 'part') {
    if (!own) return [{ ...at('name'), message: `No prompt takes a part named "${file.name}".` }]
    return file.part.text === '' ? [{ ...at('name'), message: 'Nothing stands below the front matter.' }] : []
  }
  const { use, variables } = file.prompt
  if (own?.kind === 'prompt' && own.prompt.use !== use)
    return [{ ...at('use'), message: `"${file.name}" is used to ${own.prompt.use}: give this one another name.` }]
  if (use !== 'draft' && !own) return [{ ...at('use'), message: `Nothing uses a prompt to "${use}"; leave it out.` }]
  const shippedNames = own?.kind === 'prompt' ? own.prompt.variables : []
  const { knows, needs } = use === 'draft' ? drafting : { knows: shippedNames, needs: shippedNames }
  const unknown = variables.filter((name) => !knows.includes(name))
  const missing = needs.filter((name) => !variables.includes(name))
  return [
    ...unknown.map((name) => ({
      ...at('variables'),
      message: `Nothing fills {{${name}}} here. Known: ${knows.join(', ')}.`,
    })),
    ...missing.map((name) => ({
      ...at('variables'),
      message: `It cannot do without {{${name}}}.`,
    })),
  ]
}
