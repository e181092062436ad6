/** How the stub misbehaves, by model name. An unknown name behaves well. */

/** An answer that is not a stream: status, headers, body. `times` limits it to the first requests for that model. */
type Refusal = { status: number; body: unknown; headers?: Record<string, string>; times?: number }

/** `after` counts pieces of the text. */
type Streaming = {
  /** Milliseconds between two pieces. */
  pauseMs?: number
  /** Instead of going on after the third piece: end the stream, reset the connection, go silent, or send an error object. */
  after3?: 'end' | 'reset' | 'silence' | 'error'
  /** `finish_reason` of the last chunk. */
  finish?: string
  /** No text at all. */
  blank?: boolean
  reasoning?: boolean
  refusal?: string
  noChoices?: boolean
  noUsage?: boolean
  /** A comment line before the text, as some gateways send. */
  comment?: boolean
  /** Instead of the answer: the two halves of U+1D499 in two chunks. */
  halves?: boolean
}

export type Scenario = { refusal?: Refusal; rejects?: readonly string[]; streaming?: Streaming }

const error = (message: string, code: string | null, type = 'invalid_request_error') => ({
  error: { message, type, code, param: null },
})
const tooMany = error('Rate limit reached, slow down', 'rate_limit_exceeded', 'requests')
const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`

export const scenarios: Readonly<Record<string, Scenario>> = {
  good: {},
  slow: { streaming: { pauseMs: 200 } },
  'output-limit': { streaming: { finish: 'length' } },
  'cut-stream': { streaming: { after3: 'end' } },
  reset: { streaming: { after3: 'reset' } },
  stall: { streaming: { after3: 'silence' } },
  'error-in-stream': { streaming: { after3: 'error' } },
  '429-once': { refusal: { status: 429, body: tooMany, headers: { 'retry-after': '1' }, times: 1 } },
  '429-long': { refusal: { status: 429, body: tooMany, headers: { 'retry-after': '90' } } },
  '429-quota': {
    refusal: {
      status: 429,
      body: error(
        'You exceeded your current quota, please check your plan.',
        'insufficient_quota',
        'insufficient_quota',
      ),
    },
  },
  '500-always': { refusal: { status: 500, body: error('The server had an error', null, 'server_error') } },
  '500-once': { refusal: { status: 500, body: error('The server had an error', null, 'server_error'), times: 1 } },
  '401': {
    refusal: {
      status: 401,
      body: error('Incorrect API key provided: {key}. You can find your key on the account page.', 'invalid_api_key'),
    },
  },
  context: {
    refusal: {
      status: 400,
      body: error(
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 20123 tokens.",
        'context_length_exceeded',
      ),
    },
  },
  'context-once': {
    refusal: {
      status: 400,
      body: error(
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 20123 tokens.",
        'context_length_exceeded',
      ),
      times: 1,
    },
  },
  'model-not-found': {
    refusal: {
      status: 404,
      body: error('The model `model-not-found` does not exist or you do not have access to it.', 'model_not_found'),
    },
  },
  'empty-choices': { streaming: { noChoices: true } },
  'error-in-200': { refusal: { status: 200, body: { error: { message: 'Provider returned error', code: 502 } } } },
  'html-200': { refusal: { status: 200, body: page('Please log in') } },
  'html-502': { refusal: { status: 502, body: page('Bad gateway') } },
  'content-filter': { streaming: { finish: 'content_filter' } },
  refusal: { streaming: { blank: true, refusal: "I can't help with that." } },
  empty: { streaming: { blank: true } },
  'only-reasoning': { streaming: { blank: true, reasoning: true, finish: 'length' } },
  'no-temperature': { rejects: ['temperature', 'max_tokens'] },
  'no-usage': { streaming: { noUsage: true } },
  keepalive: { streaming: { comment: true } },
  halves: { streaming: { halves: true } },
}
