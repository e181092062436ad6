/** Fill a prompt's variables, through langchain's templates: in one pass, values never scanned again, nothing escaped. */
import { fail, ok, type Result } from '../result.ts'
import { scanTemplate } from './scan-template.ts'
import type { Prompt, PromptError } from './schema.ts'

export type RenderedMessage = { role: 'system' | 'user'; content: string }

/**
 * @param values a text for every variable of the prompt (more may stand there); LaTeX, JSON, double braces and `<` in
 * them arrive as they are
 */
export async function renderPrompt(
  prompt: Prompt,
  values: Readonly<Record<string, string>>,
): Promise<Result<RenderedMessage[], PromptError>> {
  const missing = prompt.variables.filter((name) => values[name] === undefined)
  if (missing.length > 0) {
    const message = `The prompt ${prompt.name} asks for ${missing.join(', ')}, which nothing fills here.`
    return fail({ kind: 'prompt-broken', message })
  }
  // Loaded with the first draft: a fifth of a second that `npm start` need not wait for.
  const { ChatPromptTemplate } = await import('@langchain/core/prompts')
  const parts: RenderedMessage[] = [
    ...(prompt.system === null ? [] : [{ role: 'system' as const, content: prompt.system }]),
    { role: 'user', content: prompt.user },
  ]
  const templates = parts.map(({ role, content }): [string, string] => [role, literalBraces(content)])
  const template = ChatPromptTemplate.fromMessages(templates, { templateFormat: 'mustache' })
  const messages = await template.formatMessages({ ...values, [oneBrace]: '{', [twoBraces]: '{{' })
  return ok(parts.map(({ role }, index) => ({ role, content: String(messages[index]?.content) })))
}

/** Names that no prompt can have: those of front matter begin with a letter. */
const oneBrace = '_1'
const twoBraces = '_2'

/** Mustache would take `{{{x}}}` for one tag and delete `{{i+1}}`: such braces go in as values. */
function literalBraces(template: string): string {
  const pieces = scanTemplate(template)
  return pieces
    .map((piece, index) => {
      if (piece.kind === 'variable') return `{{${piece.name}}}`
      const literal = piece.text.replaceAll('{{', `{{${twoBraces}}}`)
      const beforeVariable = pieces[index + 1]?.kind === 'variable'
      return beforeVariable && literal.endsWith('{') ? `${literal.slice(0, -1)}{{${oneBrace}}}` : literal
    })
    .join('')
}
