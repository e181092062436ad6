/** The messages of one draft: the planned text of the paper, and all else that a drafting prompt may ask for, filled in. */
import type { Length, PaperText } from '../papers/schema.ts'
import type { Prompts } from '../prompts/load.ts'
import { renderPrompt, type RenderedMessage } from '../prompts/render.ts'
import type { Prompt, PromptError } from '../prompts/schema.ts'
import type { Result } from '../result.ts'
import { renderExemplars } from '../style/exemplar-text.ts'
import { foldSpace } from '../text/normalize.ts'
import { neutralise } from './fence.ts'
import { renderLength, renderNotes } from './render-notes.ts'
import type { ContextPlan, NoteForDraft } from './schema.ts'
import type { Examples } from './shipped-examples.ts'

export type PromptSource = Pick<Prompts, 'find' | 'part'>

export type RequestInput = {
  paper: PaperText
  /** In the library; null for a file. Its own entry is never an example. */
  paperId: string | null
  /** Examples are older than this instant or day: for an eval, which must not see what came later. */
  before?: string | undefined
  /** Title and authors as the library has them. */
  title: string
  authors: readonly string[]
  length: Length
  starred: boolean
  notes: readonly NoteForDraft[]
  /** Where there are no notes a draft may offer a take; false: none is asked for, and one that comes is left out. */
  takes: boolean
  prompt: Prompt
}

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
  'take_rule',
]

/** @param plan what goes of the paper */
export async function prepareRequest(
  input: RequestInput,
  { prompts, examples }: { prompts: PromptSource; examples: Examples },
  plan: Pick<ContextPlan, 'paperText'>,
): Promise<Result<RenderedMessage[], PromptError>> {
  const { prompt, notes } = input
  const values: Record<string, string> = {
    title: oneLine(input.title),
    authors: oneLine(input.authors.join(', ')) || 'not known',
    starred: input.starred ? 'yes' : 'no',
    length: renderLength(input.length),
    notes: renderNotes(notes),
    paper_text: plan.paperText,
  }
  if (prompt.variables.includes('exemplars')) values['exemplars'] = await examplesFor(input, examples)
  // With notes the take is the editor's own.
  const takeRule = input.takes && notes.length === 0 ? 'take-rule' : 'no-take-rule'
  for (const [variable, name] of [
    ['style_card', 'style-card'],
    ['take_rule', takeRule],
  ] as const) {
    if (!prompt.variables.includes(variable)) continue
    const part = await prompts.part(name)
    if (!part.ok) return part
    values[variable] = part.value.text
  }
  return renderPrompt(prompt, values)
}

async function examplesFor({ paper, paperId, title, starred, before }: RequestInput, examples: Examples) {
  const abstract = paper.blocks
    .filter(({ kind }) => kind === 'abstract')
    .map(({ text }) => text)
    .join('\n')
  const about = { id: paperId, title, abstract, arxivId: paper.arxivId }
  // Past issues are foreign text, too.
  return neutralise(renderExemplars(await examples({ paper: about, starred, before }))) || 'none'
}

/** Title and authors come from the PDF as well: they must not end a line or a fence. */
export const oneLine = (text: string): string => foldSpace(neutralise(text))
