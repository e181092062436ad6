/** The chat of whatever endpoint is chosen when a call begins: Settings take effect without a restart. */
import { createChat, noModel, type ChatOptions } from './chat.ts'
import type { Chat, Endpoint } from './schema.ts'

/** @param current the endpoint of now; null where there is none */
export function chosenChat(current: () => Promise<Endpoint | null>, options: Omit<ChatOptions, keyof Endpoint>): Chat {
  // Kept while the endpoint stays the same: a chat remembers what each model does not take.
  let last: { endpoint: Endpoint; chat: Chat } | null = null
  return async function* chosen(request, signal) {
    const endpoint = await current()
    if (!endpoint) {
      yield* noModel()(request, signal)
      return
    }
    const { baseUrl, apiKey } = endpoint
    if (last?.endpoint.baseUrl !== baseUrl || last.endpoint.apiKey !== apiKey)
      last = { endpoint: { baseUrl, apiKey }, chat: createChat({ ...options, baseUrl, apiKey }) }
    yield* last.chat(request, signal)
  }
}
