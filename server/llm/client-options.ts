/** What both client libraries are told, so that prompts and keys go to the chosen endpoint and nowhere else. */
import type { Endpoint } from './schema.ts'

export const clientOptions = ({ baseUrl }: Endpoint) => ({
  baseURL: baseUrl,
  // With OPENAI_LOG=debug in the environment they would print whole prompts.
  logLevel: 'off' as const,
  // An endpoint that sends a request on would choose where the prompt goes. A redirect ends as `not-a-chat-api`.
  fetchOptions: { redirect: 'manual' as const },
})
