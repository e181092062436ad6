/** A local function as one more model behind the seam: the offline drafter streams like any other. */
import { ok } from '../result.ts'
import type { Chat } from './schema.ts'

/**
 * @param write makes the whole reply; the caller closes over what it needs (the offline drafter needs the paper itself,
 * not the prompt, so `drafting` builds it a paper). Its text comes by paragraphs. No usage, no cost, no call id.
 */
export function offlineModel(write: () => string): Chat {
  return async function* offline(request) {
    const text = write()
    for (const piece of text.split(/(?<=\n\n)/)) yield { text: piece }
    yield { end: ok({ text, finish: 'stop', usage: null, model: request.model, callId: null }) }
  }
}
