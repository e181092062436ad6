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
  /** Instead of the answer. */
  text?: string
  /** A first chunk without choices, as Azure sends it with what its filter says of the prompt. */
  filterFirst?: boolean
}

export type Scenario = {
  refusal?: Refusal
  rejects?: readonly string[]
  streaming?: Streaming
  /** Drafts by rule miss the length, until they are asked again. */
  size?: 'short' | 'long'
  /** The scenario of a request in which the model's own answer stands already. */
  secondTurn?: string
  /** The scenario of a request for notes on a part of a long paper. */
  condensing?: string
  /** The scenario of a request for verdicts on claims; `verdicts`: how they miss the form. */
  checking?: string
  verdicts?: 'fenced' | 'one-missing' | 'invented-words'
  /** The scenario of the first request, of the second, and so on, then from the first again. */
  turns?: readonly string[]
  /** A paragraph that ends every draft by rule. */
  tail?: string
}

const error = (message: string, code: string | null, type = 'invalid_request_error') => ({
  error: { message, type, code, param: null },
})
const tooMany = error('Rate limit reached, slow down', 'rate_limit_exceeded', 'requests')
const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1>${'<p>Some more of the page.</p>'.repeat(30)}</body></html>`

export const scenarios: Readonly<Record<string, Scenario>> = {
  good: {},
  slow: { streaming: { pauseMs: 200 } },
  'too-short': { size: 'short' },
  'too-long': { size: 'long' },
  'short-then-500': { size: 'short', secondTurn: '500-always' },
  'short-then-unreadable': { size: 'short', secondTurn: 'unreadable' },
  unreadable: { streaming: { text: 'Not enough readable text: only noise.' } },
  'short-then-slow': { size: 'short', secondTurn: 'slow' },
  'condense-refused': { condensing: 'refusal' },
  prose: { streaming: { text: 'I have looked at all of them, and they seem fine to me.' } },
  'check-prose': { checking: 'prose', secondTurn: 'prose' },
  'check-prose-once': { checking: 'prose' },
  'check-refused': { checking: '429-quota' },
  'check-fenced': { verdicts: 'fenced' },
  'check-one-missing': { verdicts: 'one-missing' },
  'check-invented': { verdicts: 'invented-words' },
  'check-slow': { checking: 'slow' },
  'other-hours': { tail: 'The widget needs 24 hours of training on the large collection.' },
  'made-up': { tail: 'It gains 99.9% on 4711 gadgets. [[p1: "words that no paper of ours has in it"]]' },
  'best-second': { turns: ['made-up', 'good', 'made-up'] },
  take: { tail: 'Worth a try. [[take]]' },
  'output-limit': { streaming: { finish: 'length' } },
  'output-limit-json': { streaming: { finish: 'length', text: '{"verdict": "yes"}' } },
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
  redirect: { refusal: { status: 307, body: '', headers: { location: 'http://127.0.0.1:9/v1/chat/completions' } } },
  'odd-message': { refusal: { status: 400, body: '{"error": {"message": "no \\x such thing"}}' } },
  'html-502': { refusal: { status: 502, body: page('Bad gateway') } },
  'content-filter': { streaming: { finish: 'content_filter' } },
  'filtered-prompt': {
    refusal: {
      status: 400,
      body: error(
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        'content_filter',
      ),
    },
  },
  'no-deployment': {
    refusal: {
      status: 404,
      body: {
        error: { code: 'DeploymentNotFound', message: 'The API deployment for this resource does not exist.' },
      },
    },
  },
  azure: { streaming: { filterFirst: true } },
  refusal: { streaming: { blank: true, refusal: "I can't help with that." } },
  empty: { streaming: { blank: true } },
  'only-reasoning': { streaming: { blank: true, reasoning: true, finish: 'length' } },
  'no-temperature': { rejects: ['temperature', 'max_tokens'] },
  'no-usage': { streaming: { noUsage: true } },
  keepalive: { streaming: { comment: true } },
  halves: { streaming: { halves: true } },
}
