/** A drafter that answers from recorded replies: the real chat against the stub model, free of charge. */
import { createDraftOnce } from '../drafting/draft-once.ts'
import type { PromptSource } from '../drafting/prepare-request.ts'
import { createChat } from '../llm/chat.ts'
import { startStubModel } from '../llm/stub/stub-model.ts'
import type { DraftOnce } from './schema.ts'

/** @param folder of recordings; those that come with the program where left out */
export async function openRecordings(
  parts: { prompts: PromptSource; budgetTokens: number; now: () => Date },
  folder?: string,
): Promise<{ draftOnce: DraftOnce; close: () => Promise<void> }> {
  const stub = await startStubModel(folder === undefined ? {} : { recordingsFolder: folder })
  const chat = createChat({ baseUrl: stub.url, apiKey: null, now: parts.now })
  const once = createDraftOnce({ ...parts, chat, prices: async () => ({}) })
  return { draftOnce: async (request) => ({ ...(await once(request)), costUsd: 0 }), close: stub.close }
}
