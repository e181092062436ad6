/** The calls that only the review page makes. */
import type { DraftSummary, OutlineEntry, PageBox } from '../../server/desk/schema.ts'
import type { RewriteWish } from '../../server/drafting/schema.ts'
import type { Anchor } from '../../server/grounding/schema.ts'
import type {
  Approval,
  EditOp,
  FlagAnswer,
  Link,
  Note,
  Rating,
  Revision,
  SentenceAnswer,
} from '../../server/review/schema.ts'
import type { Api, Reply, Routes } from '../api.ts'

/** The base of a save: the revision that the text grew from, or null for the first one. */
export type Base = string | null

type OnePaper = Routes['papers'][':id']
type OneDraft = Routes['drafts'][':id']
type OneLink = Routes['links'][':id']
type OneNote = Routes['notes'][':id']

export type ReviewApi = ReturnType<typeof reviewApi>

export const reviewApi = ({ get, send }: Pick<Api, 'get' | 'send'>) => {
  const paper = (id: string, rest: string) => `/papers/${id}${rest}`
  const ifMatch = (base: Base) => ({ 'if-match': `"${base ?? 'none'}"` })
  return {
    /** What the locked PDF was opened with when it came in; null for one without. */
    password: (id: string) =>
      get<Reply<OnePaper['password']['$get'], 200, { password: string | null }>>(paper(id, '/password')),
    fileUrl: (id: string) => `/api${paper(id, '/file')}`,
    revisions: (id: string) =>
      get<Reply<OnePaper['revisions']['$get'], 200, { revisions: Revision[] }>>(paper(id, '/revisions')),
    stopDraft: (id: string) =>
      send<Reply<OneDraft['stop']['$post'], 200, { draft: Pick<DraftSummary, 'id' | 'status'> }>>(
        'POST',
        `/drafts/${id}/stop`,
      ),
    outline: (id: string) =>
      get<Reply<OnePaper['outline']['$get'], 200, { outline: OutlineEntry[] }>>(paper(id, '/outline')),
    restoreRevision: (id: string, base: Base) =>
      send<Reply<Routes['revisions'][':id']['restore']['$post'], 200, { revision: Revision }>>(
        'POST',
        `/revisions/${id}/restore`,
        undefined,
        { headers: ifMatch(base) },
      ),
    adoptDraft: (id: string, base: Base) =>
      send<Reply<OneDraft['adopt']['$post'], 200, { revision: Revision }>>('POST', `/drafts/${id}/adopt`, undefined, {
        headers: ifMatch(base),
      }),
    /** `keepalive` lets the request outlive the page; browsers allow it up to 64 kB. */
    saveText: (id: string, base: Base, save: { text: string; ops: EditOp[]; activeMs: number }, keepalive = false) =>
      send<Reply<OnePaper['text']['$put'], 200, { revision: Revision }>>('PUT', paper(id, '/text'), save, {
        headers: ifMatch(base),
        keepalive,
      }),
    approve: (
      id: string,
      base: Base,
      approval: {
        text: string
        ops: EditOp[]
        activeMs: number
        confirmed: boolean
        askFirst?: boolean
        reason?: number
      },
    ) =>
      send<Reply<OnePaper['approve']['$post'], 201, { approval: Approval }>>('POST', paper(id, '/approve'), approval, {
        headers: ifMatch(base),
      }),
    /** A proposal for the sentence; nothing is written. */
    rewrite: (id: string, wish: RewriteWish & { sentence: string }, signal: AbortSignal) =>
      send<Reply<OnePaper['rewrite']['$post'], 200, { proposal: string }>>('POST', paper(id, '/rewrite'), wish, {
        signal,
      }),
    rate: (id: string, rating: Rating) =>
      send<Reply<OnePaper['rating']['$put'], 200, object>>('PUT', paper(id, '/rating'), rating),
    withdraw: (id: string) => send<Reply<OnePaper['withdraw']['$post'], 200, object>>('POST', paper(id, '/withdraw')),
    addNote: (id: string, note: { text: string; anchor?: Anchor }) =>
      send<Reply<OnePaper['notes']['$post'], 201, { note: Note }>>('POST', paper(id, '/notes'), note),
    changeNote: (noteId: string, text: string) =>
      send<Reply<OneNote['$put'], 200, { note: Note }>>('PUT', `/notes/${noteId}`, { text }),
    deleteNote: (noteId: string) => send<Reply<OneNote['$delete'], 200, { note: Note }>>('DELETE', `/notes/${noteId}`),
    restoreNote: (noteId: string) =>
      send<Reply<OneNote['restore']['$post'], 200, { note: Note }>>('POST', `/notes/${noteId}/restore`),
    /** null takes back what was said of it. */
    answerSentence: (id: string, sentence: string, answer: SentenceAnswer | null) =>
      send<Reply<OnePaper['answer']['$put'], 200, { answers: FlagAnswer[] }>>('PUT', paper(id, '/answer'), {
        sentence,
        answer,
      }),
    addLink: (id: string, link: Pick<Link, 'sentence' | 'anchor' | 'kind'>) =>
      send<Reply<OnePaper['links']['$post'], 201, { link: Link }>>('POST', paper(id, '/links'), link),
    removeLink: (linkId: string) => send<Reply<OneLink['$delete'], 200, { link: Link }>>('DELETE', `/links/${linkId}`),
    restoreLink: (linkId: string) =>
      send<Reply<OneLink['restore']['$post'], 200, { link: Link }>>('POST', `/links/${linkId}/restore`),
    anchorOf: (id: string, selection: { boxes: PageBox[]; text: string }) =>
      send<Reply<OnePaper['cite']['$post'], 200, { anchor: Anchor }>>('POST', paper(id, '/cite'), selection),
  }
}
