/** The only place that talks to the server: typed calls, errors as values, events as an async stream. */
import type {
  DraftSummary,
  FindHit,
  GroundingView,
  PageBox,
  PaperRow,
  ReviewView,
  StatusView,
} from '../server/desk/schema.ts'
import type { Draft } from '../server/drafting/schema.ts'
import type { Anchor } from '../server/grounding/schema.ts'
import type { Length, Paper } from '../server/papers/schema.ts'
import type { Failure, Result } from '../server/result.ts'
import type { Approval, EditOp, Note, Rating, Revision, ToLookAt } from '../server/review/schema.ts'

/**
 * What a call can fail with. `kind` is the server's, or `offline` (status 0) when no answer came, or `not-json`.
 * `theirs` comes with `revision-conflict`, `toLookAt` with `confirm-first`.
 */
export type ApiError = Failure & { status: number; theirs?: Revision; toLookAt?: ToLookAt[] }
export type Answer<T> = Promise<Result<T, ApiError>>

/** One server-sent event; `data` is its JSON. */
export type ServerEvent = { event: string; data: unknown }

/** The base of a save: the revision that the text grew from, or null for the first one. */
export type Base = string | null

export type PromptView = {
  name: string
  purpose: string
  sha: string
  text: string
  versions: { sha: string; createdAt: string }[]
}
/** The house's own values; more may come, so a page sends back only what it changes. */
export type HouseSettings = { sponsor: string; defaultLength: Length }
export type SettingsView = { settings: HouseSettings; model: StatusView['model'] & { keyFrom?: string | null } }

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
    // The routes are typed on the server by the schemas named here.
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
  const ifMatch = (base: Base) => ({ 'if-match': `"${base ?? 'none'}"` })

  return {
    /** For rooms with routes of their own: `get<{ runs: … }>('/evals')`. Paths begin after `/api`. */
    get,
    send,
    fileText,

    status: () => get<StatusView>('/status'),
    papers: () => get<{ rows: PaperRow[] }>('/papers'),
    upload(file: File, password?: string) {
      const form = new FormData()
      form.set('file', file)
      if (password !== undefined) form.set('password', password)
      return call<{ paper: Paper; already: boolean }>('POST', '/papers', { form })
    },
    addSamples: () => send<{ papers: Paper[] }>('POST', '/papers/samples'),
    changePaper: (id: string, change: { starred?: boolean; length?: Length; skipped?: boolean; discarded?: boolean }) =>
      send<{ paper: Paper }>('PATCH', paper(id), change),
    extractAgain: (id: string) => send<object>('POST', paper(id, '/extract')),
    fileUrl: (id: string) => `/api${paper(id, '/file')}`,
    find: (id: string, query: string) => get<{ hits: FindHit[] }>(paper(id, `/find?q=${encodeURIComponent(query)}`)),

    review: (id: string) => get<{ review: ReviewView }>(paper(id, '/review')),
    grounding: (id: string) => get<{ grounding: GroundingView | null }>(paper(id, '/grounding')),
    revisions: (id: string) => get<{ revisions: Revision[] }>(paper(id, '/revisions')),
    startDraft: (id: string, wanted: { model?: string; prompt?: string } = {}) =>
      send<{ draft: DraftSummary }>('POST', paper(id, '/drafts'), wanted),
    draft: (id: string) => get<{ draft: Draft }>(`/drafts/${id}`),
    stopDraft: (id: string) => send<{ draft: DraftSummary }>('POST', `/drafts/${id}/stop`),
    adoptDraft: (id: string, base: Base) =>
      send<{ revision: Revision }>('POST', `/drafts/${id}/adopt`, undefined, { headers: ifMatch(base) }),

    /** `keepalive` lets the request outlive the page; browsers allow it up to 64 kB. */
    saveText: (id: string, base: Base, save: { text: string; ops: EditOp[]; activeMs: number }, keepalive = false) =>
      send<{ revision: Revision }>('PUT', paper(id, '/text'), save, { headers: ifMatch(base), keepalive }),
    approve: (
      id: string,
      base: Base,
      approval: { text: string; ops: EditOp[]; activeMs: number; confirmed: boolean; reason?: number },
    ) => send<{ approval: Approval }>('POST', paper(id, '/approve'), approval, { headers: ifMatch(base) }),
    withdraw: (id: string) => send<object>('POST', paper(id, '/withdraw')),
    rate: (id: string, rating: Rating) => send<object>('PUT', paper(id, '/rating'), rating),

    addNote: (id: string, note: { text: string; anchor?: Anchor }) =>
      send<{ note: Note }>('POST', paper(id, '/notes'), note),
    changeNote: (noteId: string, text: string) => send<{ note: Note }>('PUT', `/notes/${noteId}`, { text }),
    deleteNote: (noteId: string) => send<{ note: Note }>('DELETE', `/notes/${noteId}`),
    restoreNote: (noteId: string) => send<{ note: Note }>('POST', `/notes/${noteId}/restore`),
    markChecked: (id: string, sentence: string) => send<object>('POST', paper(id, '/checked'), { sentence }),
    anchorOf: (id: string, selection: { boxes: PageBox[]; text: string }) =>
      send<{ anchor: Anchor }>('POST', paper(id, '/cite'), selection),

    prompts: () => get<{ prompts: PromptView[] }>('/prompts'),
    settings: () => get<SettingsView>('/settings'),
    changeSettings: (change: Partial<HouseSettings>) => send<SettingsView>('PUT', '/settings', change),
    testConnection: () => send<{ ok: boolean; message: string }>('POST', '/settings/test-connection'),

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
