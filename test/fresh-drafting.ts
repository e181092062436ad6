/** Drafting as the server has it, on a throw-away library with one paper in it; the model is the stub. */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { freshStore } from './fresh-database.ts'
import { madePaper } from './made-paper.ts'
import { createAnnouncer } from '../server/jobs/announcer.ts'
import { createEmbeddedQueue } from '../server/jobs/embedded-queue.ts'
import { createCallStore } from '../server/llm/calls-store.ts'
import { createChat } from '../server/llm/chat.ts'
import { listPrices } from '../server/llm/prices.ts'
import { recorded } from '../server/llm/recorded.ts'
import type { Chat } from '../server/llm/schema.ts'
import type { StubModel } from '../server/llm/stub/stub-model.ts'
import { FileId, type Length, type PaperId, type PaperText } from '../server/papers/schema.ts'
import { createPaperStore } from '../server/papers/store.ts'
import { summarizeReading } from '../server/papers/reading.ts'
import { createPrompts } from '../server/prompts/load.ts'
import { createPromptVersions } from '../server/prompts/versions-store.ts'
import type { Engine } from '../server/storage/open-database.ts'
import { startWeights, type Weights } from '../server/drafting/best-of.ts'
import type { DraftSettings } from '../server/drafting/write-batch.ts'
import { shippedExamples } from '../server/drafting/shipped-examples.ts'
import { ground } from '../server/grounding/ground.ts'
import { indexPaper } from '../server/grounding/paper-index.ts'
import { createDrafting, type Drafting, type DraftingParts } from '../server/drafting/draft-paper.ts'
import type { Draft, DraftId, NoteForDraft } from '../server/drafting/schema.ts'

const fact = (name: string) => `The ${name} of the trial widget is described here with enough words to be read.`
const paper = madePaper([
  { kind: 'title', text: 'A Trial of Widgets' },
  { kind: 'abstract', text: `We propose a new widget, called WID, for tests of drafting software. ${fact('purpose')}` },
  { kind: 'heading', text: '1 Introduction' },
  { kind: 'paragraph', text: `${fact('history')} ${fact('colour')}`, page: 2 },
  { kind: 'heading', text: '2 Results' },
  {
    kind: 'paragraph',
    text: 'Our widget outperforms the older gadget by 4.2% on all three tests. However, it fails on wet floors.',
  },
])
const partNames = [
  'frame',
  'motor',
  'handle',
  'paint',
  'wheel',
  'spring',
  'lamp',
  'cable',
  'screen',
  'switch',
  'cover',
  'brake',
]
/** A paragraph a page: `sentences` of some 18 words in all, on as many pages. */
export const longPaper = (sentences = 24) =>
  madePaper([
    { kind: 'title', text: 'A Trial of Widgets' },
    { kind: 'abstract', text: 'We take a widget apart.' },
    ...Array.from({ length: sentences }, (_, index) => [
      { kind: 'heading' as const, text: `${index + 1} The ${partNames[index % partNames.length]}`, page: index + 1 },
      {
        kind: 'paragraph' as const,
        text: fact(`${partNames[index % partNames.length]} of make ${'abcdefghij'[index % 10]}`),
      },
    ]).flat(),
  ])
/** Nothing can be read in it. */
export const scan = madePaper([], { 1: 'no-text-layer' })

/** Everything real but the network address of the model and the notes box. */
export async function freshDrafting(
  engine: Engine,
  stub: StubModel,
  options: {
    model?: string | null
    text?: PaperText
    check?: DraftingParts['check']
    settings?: Partial<DraftSettings>
    weights?: Weights
    notes?: NoteForDraft[]
    length?: Length
    budgetTokens?: number
    idleMs?: number
    prompts?: DraftingParts['prompts']
    /** What stands between drafting and the model. */
    through?: (chat: Chat, store: Awaited<ReturnType<typeof freshStore>>) => Chat
  } = {},
) {
  const store = await freshStore(engine)
  const { db, libraryId } = store
  const text = options.text ?? paper
  const now = () => new Date()
  const papers = createPaperStore(db, libraryId, now)
  const calls = createCallStore(db, libraryId)
  const queue = createEmbeddedQueue(db, createAnnouncer(), now)
  const finished: Draft[] = []
  const chat = createChat({
    baseUrl: stub.url,
    apiKey: 'sk-test',
    now,
    idleMs: options.idleMs ?? 5000,
    retryWaitsMs: [10, 10],
  })
  const kept = recorded(chat, { write: calls.write, prices: async () => listPrices, now })
  const checkAlone: DraftingParts['check'] = async ({ prose, marks }) => ({
    grounding: ground({ text: prose, draft: { prose, marks }, paper: indexPaper(text) }),
    take: async (draft) => void finished.push(draft),
  })
  const parts: DraftingParts = {
    db,
    libraryId,
    papers,
    prompts: options.prompts ?? createPrompts(path.resolve('prompts')),
    versions: createPromptVersions(db, libraryId, now),
    chat: options.through?.(kept, store) ?? kept,
    model: async () => options.model ?? null,
    queue,
    announcer: createAnnouncer(),
    now,
    notesOf: async () => options.notes ?? [{ number: 1, text: 'does it work on wet floors?' }],
    check: options.check ?? checkAlone,
    settings: async () => ({ takes: true, bestOf: 1, wordsNeverUsed: [], ...options.settings }),
    examples: shippedExamples(options.prompts ?? createPrompts(path.resolve('prompts'))),
    ...(options.budgetTokens !== undefined && { budgetTokens: options.budgetTokens }),
    weights: async () => options.weights ?? { weights: startWeights, choices: 0 },
  }
  const drafting = createDrafting(parts)
  await queue.start()
  onTestFinished(() => queue.close())
  const paperId = await papers.addPaper({ title: 'A Trial of Widgets', arxivId: null, doi: null })
  const fileId = FileId.parse('a'.repeat(64))
  await papers.addFile(paperId, { sha256: fileId, fileName: 'trial.pdf', byteCount: 1, version: null, password: null })
  if (options.length !== undefined) await papers.changePaper(paperId, { length: options.length })
  await papers.addReading(fileId, text.extractorVersion, { text, summary: summarizeReading(text) })
  return { drafting, paperId, calls, finished, queue, papers, parts, db }
}

/** Each request goes to the model that `modelOf` names for its place in the order in which they are made, from 0. */
export const byTurn =
  (modelOf: (turn: number) => string) =>
  (chat: Chat): Chat => {
    let turn = -1
    return (request, signal) => chat({ ...request, model: modelOf((turn += 1)) }, signal)
  }

/** Begun, or the test fails. */
export async function begun(
  drafting: Drafting,
  paperId: PaperId,
  options?: { model?: string; prompt?: string },
): Promise<Draft> {
  const started = await drafting.start(paperId, options)
  if (!started.ok) throw new Error(started.error.message)
  return started.value
}
/** The whole stream of a draft, to its end. */
export async function watched(drafting: Drafting, id: DraftId) {
  const events = []
  for await (const event of drafting.stream(id, AbortSignal.timeout(5000))) events.push(event)
  let text = ''
  for (const event of events) {
    if (event.event === 'step') text = ''
    if (event.event === 'text') text += event.data.text
  }
  return { text, end: events.at(-1), events }
}
