/** Map-reduce over the sections of a long paper: each part becomes notes with quotes and pages, from which the draft is written. */
import type { Chat, ChatError } from '../llm/schema.ts'
import { renderPrompt } from '../prompts/render.ts'
import type { PromptError } from '../prompts/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import type { CondensePart, LongPlan } from './condense-plan.ts'
import { condensedPages, readCondensed, type CondensedNote } from './condensed-notes.ts'
import { modelTurn, requestFor, type Turn, type TurnEvent } from './model-turn.ts'
import { pageList } from './page-list.ts'
import { oneLine, type PromptSource } from './prepare-request.ts'
import { renderNotes } from './render-notes.ts'
import type { ContextPlan, NoteForDraft } from './schema.ts'
import { joinPages } from './text-by-page.ts'

export type CondenseInput = { title: string; notes: readonly NoteForDraft[]; model: string }
export type CondenseParts = { chat: Chat; prompts: PromptSource }
export type StepEvent = { step: string }

/** These concern the part alone: its notes are left out, as far as they did not come, and the draft goes on. */
export const ofThePart: ReadonlySet<ChatError['kind']> = new Set([
  'output-limit',
  'content-filter',
  'refusal',
  'empty-reply',
  'only-reasoning',
])
/** English has some 0.75 words a token, and quotes with their marks take half of a note. */
const wordsAToken = 0.6

/** One call a part, one after another: the plan with the notes in it, or the error that ends the draft. */
export async function* condense(
  { plan, parts, noteTokens }: LongPlan,
  input: CondenseInput,
  { chat, prompts }: CondenseParts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent | StepEvent, Result<ContextPlan, ChatError | PromptError>> {
  let dropped = 0
  const notes: CondensedNote[] = []
  const done: CondensePart[] = []
  for (const [index, part] of parts.entries()) {
    yield { step: `Condensing part ${index + 1} of ${parts.length}: ${part.sections.join(', ')}` }
    const request = await requestOf(part, noteTokens, input, prompts)
    if (!request.ok) return request
    const turn: Turn = yield* withoutText(modelTurn(chat, request.value, signal))
    if (!turn.end.ok && !ofThePart.has(turn.end.error.kind)) return fail(turn.end.error)
    // What was cut off at the output limit ends in the middle of a note.
    const reply = turn.end.ok ? turn.reply : turn.reply.slice(0, Math.max(0, turn.reply.lastIndexOf('\n')))
    const read = readCondensed(reply, part.pages, noteTokens)
    dropped += read.dropped
    notes.push(...read.notes)
    if (read.notes.length > 0) done.push(part)
  }
  return ok(withNotes(plan, notes, done, dropped))
}

async function requestOf(part: CondensePart, noteTokens: number, input: CondenseInput, prompts: PromptSource) {
  const prompt = await prompts.find('condense')
  if (!prompt.ok) return prompt
  const messages = await renderPrompt(prompt.value, {
    title: oneLine(input.title),
    section: oneLine(part.sections.join('; ')),
    notes: renderNotes(input.notes),
    words: String(Math.max(30, Math.round(noteTokens * wordsAToken))),
    paper_text: joinPages(part.pages),
  })
  if (!messages.ok) return messages
  return ok(requestFor(prompt.value, { purpose: 'condense', model: input.model, messages: messages.value }))
}

/** The notes stream to nobody; waits are announced all the same. */
async function* withoutText(turn: AsyncGenerator<TurnEvent, Turn>): AsyncGenerator<TurnEvent, Turn> {
  for (;;) {
    const { value, done } = await turn.next()
    if (done) return value
    if (!('text' in value)) yield value
  }
}

function withNotes(
  plan: ContextPlan,
  notes: readonly CondensedNote[],
  parts: readonly CondensePart[],
  dropped: number,
): ContextPlan {
  const sections = [...new Set(parts.flatMap((part) => part.sections))]
  const headings = new Set(parts.flatMap((part) => part.headings))
  const pages = condensedPages(notes)
  const numbers = pages.map(({ pageNumber }) => pageNumber)
  const asNotes = numbers.length === 0 ? 'nothing more as notes' : `${pageList(numbers)} as condensed notes`
  return {
    ...plan,
    paperText: [plan.paperText, joinPages(pages)].filter((text) => text !== '').join('\n\n'),
    leftOut: plan.leftOut.filter((heading) => !headings.has(heading)),
    summary: `${plan.summary}, ${asNotes}`,
    condensed: { sections, pages: numbers, notes: notes.length, dropped },
  }
}
