/** The only place that talks to the server: typed calls, errors as values, events as an async stream. */
import type { hc, InferResponseType } from 'hono/client'
import type { AppType } from '../server/app.ts'
import type { CheckRecord, DraftSummary, FindHit, PaperRow, ReviewView, StatusView } from '../server/desk/schema.ts'
import type { Draft } from '../server/drafting/schema.ts'
import type { Length, Paper } from '../server/papers/schema.ts'
import type { PromptError, PromptView } from '../server/prompts/schema.ts'
import type { Failure, Result } from '../server/result.ts'
import type { ModelView, PlaceView, Settings } from '../server/settings/schema.ts'
import type { Revision, ToLookAt } from '../server/review/schema.ts'

/**
 * What a call can fail with. `kind` is the server's, or `offline` (status 0) when no answer came, or `not-json`.
 * `theirs` comes with `revision-conflict`, `toLookAt` with `confirm-first`.
 */
export type ApiError = Failure & { status: number; theirs?: Revision; toLookAt?: ToLookAt[] }
export type Answer<T> = Promise<Result<T, ApiError>>

/** One server-sent event; `data` is its JSON. */
export type ServerEvent = { event: string; data: unknown }

/** US dollars for a million tokens, by model. */
export type PriceList = Record<string, { inputUsd: number; outputUsd: number }>
export type SettingsView = {
  settings: Settings
  model: ModelView
  place: PlaceView
  listPrices: PriceList
  /** The price of the model in use is known. */
  isPriced: boolean
}

/** The server's routes, for the compiler alone: nothing of hono's client is in the page. */
export type Routes = ReturnType<typeof hc<AppType>>['api']
/** `Wanted` where the route really answers so; else `never`, and the pages that read the answer don't compile. */
export type Reply<Route, Status extends 200 | 201 | 202, Wanted> =
  Exclude<InferResponseType<Route, Status>, { error: unknown }> extends Loose<Wanted> ? Wanted : never
/** Hono writes `x?: T` as `x?: T | undefined`, which `exactOptionalPropertyTypes` tells apart. */
type Loose<T> = T extends string | number | boolean | null | undefined
  ? T
  : { [K in keyof T]: object extends Pick<T, K> ? Loose<T[K]> | undefined : Loose<T[K]> }

type OnePaper = Routes['papers'][':id']

type Options = {
  body?: unknown
  form?: FormData
  headers?: Record<string, string>
  signal?: AbortSignal
  keepalive?: boolean
}

export type Api = ReturnType<typeof createApi>

/** @param fetcher the browser's `fetch`, or a test's */
export function createApi(fetcher: typeof fetch) {
  async function call<T>(method: string, path: string, options: Options = {}): Answer<T> {
    const { body, form, headers = {}, signal, keepalive } = options
    let response: Response
    try {
      response = await fetcher(`/api${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(form ? { body: form } : body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
        ...(keepalive ? { keepalive } : {}),
      })
    } catch {
      return failed({ kind: 'offline', message: 'Galley does not answer. Is it still running?' }, 0)
    }
    const value: unknown = await response.json().catch(() => undefined)
    // `T` is what the route sends: see `Reply`.
    if (response.ok && value !== undefined) return { ok: true, value: value as T }
    const error = isErrorBody(value)
      ? value.error
      : { kind: 'not-json', message: `The server answered ${response.status}.` }
    return failed(error, response.status)
  }

  /** For answers that are files, not JSON. */
  async function fileText(path: string): Answer<string> {
    try {
      const response = await fetcher(`/api${path}`)
      if (response.ok) return { ok: true, value: await response.text() }
      const value: unknown = await response.json().catch(() => undefined)
      const other = { kind: 'not-json', message: `The server answered ${response.status}.` }
      return failed(isErrorBody(value) ? value.error : other, response.status)
    } catch {
      return failed({ kind: 'offline', message: 'Galley does not answer. Is it still running?' }, 0)
    }
  }

  const get = <T>(path: string) => call<T>('GET', path)
  const send = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, more: Options = {}) =>
    call<T>(method, path, { ...(body === undefined ? {} : { body }), ...more })
  const paper = (id: string, rest = '') => `/papers/${id}${rest}`

  return {
    /** For rooms with routes of their own: `get<{ runs: … }>('/evals')`. Paths begin after `/api`. */
    get,
    send,
    fileText,

    status: () => get<Reply<Routes['status']['$get'], 200, StatusView>>('/status'),
    papers: () => get<Reply<Routes['papers']['$get'], 200, { rows: PaperRow[] }>>('/papers'),
    upload(file: File, password?: string) {
      const form = new FormData()
      form.set('file', file)
      if (password !== undefined) form.set('password', password)
      return call<Reply<Routes['papers']['$post'], 201, { paper: Paper; already: boolean }>>('POST', '/papers', {
        form,
      })
    },
    addSamples: () =>
      send<Reply<Routes['papers']['samples']['$post'], 201, { papers: Paper[] }>>('POST', '/papers/samples'),
    changePaper: (id: string, change: { starred?: boolean; length?: Length; skipped?: boolean; discarded?: boolean }) =>
      send<Reply<OnePaper['$patch'], 200, { paper: Paper }>>('PATCH', paper(id), change),
    extractAgain: (id: string) => send<Reply<OnePaper['extract']['$post'], 202, object>>('POST', paper(id, '/extract')),
    find: (id: string, query: string) =>
      get<Reply<OnePaper['find']['$get'], 200, { hits: FindHit[] }>>(paper(id, `/find?q=${encodeURIComponent(query)}`)),

    checks: () => get<Reply<Routes['checks']['$get'], 200, { record: CheckRecord }>>('/checks'),
    review: (id: string) => get<Reply<OnePaper['review']['$get'], 200, { review: ReviewView }>>(paper(id, '/review')),
    startDraft: (id: string, wanted: { model?: string; prompt?: string } = {}) =>
      send<Reply<OnePaper['drafts']['$post'], 202, { draft: Pick<DraftSummary, 'id' | 'status'> }>>(
        'POST',
        paper(id, '/drafts'),
        wanted,
      ),
    draft: (id: string) => get<Reply<Routes['drafts'][':id']['$get'], 200, { draft: Draft }>>(`/drafts/${id}`),

    prompts: () =>
      get<Reply<Routes['prompts']['$get'], 200, { prompts: PromptView[]; broken: PromptError[] }>>('/prompts'),
    settings: () => get<Reply<Routes['settings']['$get'], 200, SettingsView>>('/settings'),
    changeSettings: (change: Partial<Settings>) =>
      send<Reply<Routes['settings']['$put'], 200, SettingsView>>('PUT', '/settings', change),
    /** Events of `path` until the stream ends or `signal` aborts; throws when the connection fails. */
    async *events(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
      const response = await fetcher(`/api${path}`, { headers: { accept: 'text/event-stream' }, signal })
      if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}.`)
      let rest = ''
      for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + piece).split(/\r?\n\r?\n/)
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const event = readEvent(block)
          if (event) yield event
        }
      }
    },
  }
}

/** A block of an event stream; null for a comment, which only keeps the connection alive. */
export function readEvent(block: string): ServerEvent | null {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (name === 'event') event = value
    else if (name === 'data') data.push(value)
  }
  return data.length === 0 ? null : { event, data: JSON.parse(data.join('\n')) }
}

const failed = (error: Failure, status: number): { ok: false; error: ApiError } => ({
  ok: false,
  error: { ...error, status },
})

function isErrorBody(value: unknown): value is { error: Failure } {
  if (typeof value !== 'object' || value === null || !('error' in value)) return false
  const { error } = value
  return typeof error === 'object' && error !== null && 'kind' in error && 'message' in error
}
