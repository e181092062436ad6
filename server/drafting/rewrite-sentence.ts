/** One sentence of the text said anew by the model, as a proposal: nothing is written, the editor takes it or drops it. */
import type { Chat, ChatError } from '../llm/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { renderPrompt } from '../prompts/render.ts'
import type { PromptVersions } from '../prompts/versions-store.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { foldSpace } from '../text/normalize.ts'
import { modelTurn } from './model-turn.ts'
import { parseReply } from './parse-reply.ts'
import { oneLine, type PromptSource } from './prepare-request.ts'
import { renderNotes } from './render-notes.ts'
import type { DraftError, NoteForDraft, RewriteWish } from './schema.ts'

export type RewriteParts = {
  papers: Pick<PaperReader, 'findPaper'>
  prompts: PromptSource
  versions: PromptVersions
  chat: Chat
  model: () => Promise<string | null>
  notesOf: (paperId: PaperId) => Promise<NoteForDraft[]>
  settings: () => Promise<{ wordsNeverUsed: readonly string[] }>
}
export type RewriteError = DraftError | Failure<ChatError['kind']>

/** @returns the sentence anew, on one line without marks; every way in which a model can fail is an error of its kind */
export async function rewriteSentence(
  { papers, prompts, versions, chat, model, notesOf, settings }: RewriteParts,
  paperId: PaperId,
  { sentence, ...wish }: RewriteWish & { sentence: string },
  signal: AbortSignal,
): Promise<Result<string, RewriteError>> {
  const paper = await papers.findPaper(paperId)
  if (!paper) return fail({ kind: 'paper-not-found', message: 'There is no such paper.' })
  const name = await model()
  if (name === null)
    return fail({ kind: 'no-model', message: 'A sentence is rewritten by a model, and none is connected.' })
  const prompt = await prompts.find('rewrite')
  if (!prompt.ok) return fail({ kind: prompt.error.kind, message: prompt.error.message })
  const messages = await renderPrompt(prompt.value, {
    title: oneLine(paper.title),
    wish: wish.how === 'words' ? `${wish.words} words` : wish.how.replace('-', ' '),
    sentence: oneLine(sentence),
    notes: renderNotes(await notesOf(paperId)),
    never_used: (await settings()).wordsNeverUsed.join(', ') || 'none named',
  })
  if (!messages.ok) return fail({ kind: messages.error.kind, message: messages.error.message })
  await versions.keep(prompt.value)
  const { temperature, maxOutputTokens, sha } = prompt.value
  const request = {
    ...{ purpose: 'rewrite', model: name, messages: messages.value, promptSha: sha },
    ...(temperature !== undefined && { temperature }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  }
  const turn = modelTurn(chat, request, signal)
  for (;;) {
    const { value, done } = await turn.next()
    if (!done) continue
    const { end, reply } = value
    return end.ok ? proposalOf(reply) : fail({ kind: end.error.kind, message: end.error.message })
  }
}

/** Some models mark their quotes or put the sentence in quotation marks all the same. */
function proposalOf(reply: string): Result<string, RewriteError> {
  const words = foldSpace(parseReply(reply).prose).replace(/^["“](.*)["”]$/u, '$1')
  return words === '' ? fail({ kind: 'empty-reply', message: 'The model answered with no words.' }) : ok(words)
}
