/** The messages of one draft: the paper planned to a budget, and all that a drafting prompt may ask for filled in. */
import type { Length, PaperText } from '../papers/schema.ts'
import type { Prompts } from '../prompts/load.ts'
import { renderPrompt, type RenderedMessage } from '../prompts/render.ts'
import type { Prompt, PromptError } from '../prompts/schema.ts'
import { ok, type Result } from '../result.ts'
import { foldSpace } from '../text/normalize.ts'
import { planContext } from './context-plan.ts'
import { neutralise } from './fence.ts'
import { withoutExampleOf } from './leave-out-example.ts'
import { renderLength, renderNotes } from './render-notes.ts'
import type { ContextPlan, NoteForDraft } from './schema.ts'

export type PromptSource = Pick<Prompts, 'find' | 'part'>

export type RequestInput = {
  paper: PaperText
  title: string
  authors: readonly string[]
  length: Length
  starred: boolean
  notes: readonly NoteForDraft[]
  prompt: Prompt
}

export type PreparedRequest = { messages: RenderedMessage[]; plan: ContextPlan }

/** What a drafting prompt may ask for. */
export const draftVariables: readonly string[] = [
  'title',
  'authors',
  'starred',
  'length',
  'notes',
  'paper_text',
  'style_card',
  'exemplars',
]

/** @param budgetTokens for the paper's text alone */
export async function prepareRequest(
  input: RequestInput,
  prompts: PromptSource,
  budgetTokens: number,
): Promise<Result<PreparedRequest, PromptError>> {
  const { paper, prompt, notes } = input
  const plan = planContext(paper, { budgetTokens, notes })
  const values: Record<string, string> = {
    title: oneLine(input.title),
    authors: oneLine(input.authors.join(', ')) || 'not known',
    starred: input.starred ? 'yes' : 'no',
    length: renderLength(input.length),
    notes: renderNotes(notes),
    paper_text: plan.paperText,
  }
  const others = withoutExampleOf(input.title, prompts)
  for (const [variable, name] of [
    ['style_card', 'style-card'],
    ['exemplars', 'exemplars'],
  ] as const) {
    if (!prompt.variables.includes(variable)) continue
    const part = await others.part(name)
    if (!part.ok) return part
    values[variable] = part.value.text
  }
  const messages = await renderPrompt(prompt, values)
  return messages.ok ? ok({ messages: messages.value, plan }) : messages
}

/** Title and authors come from the PDF as well: they must not end a line or a fence. */
const oneLine = (text: string) => foldSpace(neutralise(text))
