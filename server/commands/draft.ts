/** `galley draft`: one draft of a file, or of a paper in the library; a library paper keeps it. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Draft, NoteForDraft } from '../drafting/schema.ts'
import { writeToLength } from '../drafting/fit-length.ts'
import { shippedExamples } from '../drafting/shipped-examples.ts'
import { defaultBudgetTokens, offline } from '../drafting/write-draft.ts'
import { noModel } from '../llm/chat.ts'
import type { Chat } from '../llm/schema.ts'
import { projectFolder } from '../make-parts.ts'
import { draftRefusal } from '../papers/reading.ts'
import { Length, PaperId, type PaperText } from '../papers/schema.ts'
import { createPrompts } from '../prompts/load.ts'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PaperRow } from '../desk/schema.ts'
import { findHolder } from '../storage/library-lock.ts'
import { askServer, CommandFailed, config, must, withParts, withWorkingParts, type Answer } from './command.ts'
import { readPaperFile } from './read-paper-file.ts'

export type DraftOptions = { model?: string; prompt: string; notes?: string; length?: string }

export async function draftCommand(target: string, options: DraftOptions): Promise<Answer<'draft'>> {
  return existsSync(target) ? draftFile(target, options) : draftPaper(target, options)
}

async function draftFile(file: string, options: DraftOptions): Promise<Answer<'draft'>> {
  const paper = await readPaperFile(file)
  const refusal = draftRefusal(paper)
  if (refusal) throw new CommandFailed(refusal)
  return withChat(options.model, (chat, model) => draftText(paper, options, chat, model))
}

/** A call goes through the library, whose spend limits and records hold for every call; nothing else of it is touched. */
function withChat<T>(wanted: string | undefined, work: (chat: Chat, model: string) => Promise<T>): Promise<T> {
  const { model, store } = config()
  const hasLibrary = store.engine === 'postgres' || existsSync(store.path)
  if (wanted === offline || (model === null && !hasLibrary)) return work(noModel(), wanted ?? offline)
  return withParts(async ({ chat, connection }) => work(chat, wanted ?? (await connection.current())?.model ?? offline))
}

async function draftText(paper: PaperText, options: DraftOptions, chat: Chat, model: string): Promise<Answer<'draft'>> {
  const prompts = createPrompts(path.join(projectFolder, 'prompts'))
  const prompt = model === offline ? null : must(await prompts.find(options.prompt))
  const input = {
    paper,
    paperId: null,
    title: paper.title,
    authors: paper.authors,
    length: lengthOf(options.length ?? 'normal'),
    starred: options.length === 'starred',
    notes: await notesOf(options.notes),
    takes: true,
    model,
    prompt,
  }
  const parts = { chat, prompts, examples: shippedExamples(prompts), budgetTokens: defaultBudgetTokens }
  for await (const event of writeToLength(input, parts, new AbortController().signal))
    if ('written' in event) {
      const { written } = event
      return answerOf({
        ...written,
        ...written.parsed,
        model,
        sent: written.plan?.summary ?? nothingSent,
      })
    }
  throw new Error('a draft ended without its last event')
}

async function draftPaper(target: string, options: DraftOptions): Promise<Answer<'draft'>> {
  if (options.notes !== undefined || options.length !== undefined)
    throw new CommandFailed({
      kind: 'only-for-files',
      message: `A paper of the library is drafted from its own notes, at its own length: set both in Review. --notes and --length are for a PDF file.`,
    })
  const server = findHolder(config().dataFolder)
  if (server?.url) return draftThroughServer(server.url, target, options)
  return withWorkingParts(async (parts) => {
    const id = PaperId.safeParse(target)
    const paperId = id.success ? id.data : await parts.papers.findByArxivId(target)
    if (!paperId) throw unknownTarget(target)
    await parts.queue.idle()
    const started = must(await parts.drafting.start(paperId, { model: options.model, prompt: options.prompt }))
    await parts.queue.idle()
    const draft = await parts.drafting.find(started.id)
    if (!draft) throw new Error('the draft that was just written is not there')
    return answerOf({ ...draft, sent: draft.plan?.summary ?? nothingSent })
  })
}

/** The server has the library open and works its queue: it writes the draft, this process waits for it. */
async function draftThroughServer(
  url: string,
  target: string,
  { model, prompt }: DraftOptions,
): Promise<Answer<'draft'>> {
  const { rows } = must(await askServer<{ rows: PaperRow[] }>(`${url}/api/papers`))
  const row = rows.find(({ paper }) => paper.id === target || paper.arxivId === target)
  if (!row) throw unknownTarget(target)
  const body = JSON.stringify({ prompt, ...(model !== undefined && { model }) })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  const started = must(await askServer<{ draft: { id: string } }>(`${url}/api/papers/${row.paper.id}/drafts`, init))
  for (;;) {
    const { draft } = must(await askServer<{ draft: Draft }>(`${url}/api/drafts/${started.draft.id}`))
    if (draft.status !== 'streaming') return answerOf({ ...draft, sent: draft.plan?.summary ?? nothingSent })
    await sleep(250)
  }
}

const unknownTarget = (target: string) =>
  new CommandFailed({ kind: 'paper-not-found', message: `${target} is neither a file nor a paper of the library.` })
const nothingSent = 'read all of it, sent nothing'

type Drafted = Pick<Draft, 'status' | 'model' | 'reply' | 'prose' | 'tail' | 'words' | 'error'> & { sent: string }

function answerOf({ status, model, reply, prose, tail, words, error, sent }: Drafted): Answer<'draft'> {
  return {
    data: { status, model, prose, reply, tail, sent, words, error },
    lines: [
      reply.trimEnd(),
      '',
      `-- ${status}; ${words} words by ${model}; ${sent}`,
      ...(error ? [`! ${error.message}`] : []),
    ],
    exitCode: status === 'complete' ? 0 : 1,
  }
}

function lengthOf(text: string): Length {
  const length = Length.safeParse(/^\d+$/.test(text) ? Number(text) : text)
  if (length.success) return length.data
  throw new CommandFailed({
    kind: 'bad-length',
    message: `--length ${text}: use one-liner, short, normal, starred, or 10 to 2000 words.`,
  })
}

async function notesOf(file: string | undefined): Promise<NoteForDraft[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailed({ kind: 'cannot-read-file', message: String(error) })
  })
  const lines = text.split('\n').map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
  return lines.filter((line) => line !== '').map((line, index) => ({ number: index + 1, text: line }))
}
