/** HTTP of review: the text with If-Match, notes, links, answers ("I checked this", "it was wrong"), approval. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Announcer } from '../jobs/announcer.ts'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import { DraftId } from '../drafting/schema.ts'
import type { Anchor } from '../grounding/schema.ts'
import { PaperId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { fail, ok, type Result } from '../result.ts'
import { answerSentence } from './answer-sentence.ts'
import { approve } from './approve.ts'
import type { DraftReader, Grounder } from './ground-revision.ts'
import { restoreRevision } from './restore-revision.ts'
import { saveText } from './save-text.ts'
import { EditOp, EntryText, LinkId, NoteId, RevisionId, SentenceText, type ReviewError } from './schema.ts'
import type { ReviewStore } from './store.ts'
import { adoptDraft } from './take-draft.ts'
import { restoreLink, tieSentence } from './tie-sentence.ts'

export type ReviewParts = {
  papers: PaperReader
  review: ReviewStore
  drafts: DraftReader
  grounder: Grounder
  announcer: Announcer
}

const PaperParam = z.object({ id: PaperId })
const NoteParam = z.object({ id: NoteId })
const LinkParam = z.object({ id: LinkId })
/** A day: a save comes every few seconds. */
const longestMs = 24 * 60 * 60 * 1000
const Saved = z.object({
  text: EntryText,
  ops: z.array(EditOp).max(100_000),
  activeMs: z.number().int().min(0).max(longestMs),
})
const position = z.number().int().min(0)
const span = z
  .object({ pageIndex: position, start: position, end: position })
  .refine(({ start, end }) => start < end, 'is empty')
const GivenAnchor = z.object({
  spans: z.array(span).min(1).max(50),
  quote: z.string().regex(/\S/, 'has no words').max(10_000),
  prefix: z.string().max(1000),
  suffix: z.string().max(1000),
  match: z.enum(['exact', 'loosened', 'approximate']),
}) satisfies z.ZodType<Anchor>
const stars = z.number().int().min(1).max(5).nullable()

/** `"REVISION_ID"`, or `"none"` on an empty page; quotes may be left out. */
function baseOf(ifMatch: string | undefined): Result<RevisionId | null, ReviewError> {
  const value = ifMatch?.replaceAll('"', '').trim()
  if (value === 'none') return ok(null)
  const id = RevisionId.safeParse(value)
  if (id.success) return ok(id.data)
  const message = 'Say which revision this was written on: If-Match: "ID", or "none" on an empty page.'
  return fail({ kind: 'precondition-required', message })
}

export const reviewRoutes = ({ papers, review, drafts, grounder, announcer }: ReviewParts) => {
  const changed = (paperId: PaperId) => announcer.announce(`paper:${paperId}`, {})
  /** The editor said something of a sentence: what is still open is counted anew before anybody asks. */
  const said = async (paperId: PaperId) => {
    await grounder.recount(paperId)
    changed(paperId)
  }
  const unknownPaper = { error: { kind: 'paper-not-found' as const, message: 'No such paper.' } }
  const unknownLink = { error: { kind: 'link-not-found' as const, message: 'No such link.' } }
  const unknownNote = { error: { kind: 'note-not-found' as const, message: 'No such note.' } }

  return new Hono()
    .put('/papers/:id/text', validate('param', PaperParam), validate('json', Saved), async (c) => {
      const paperId = c.req.valid('param').id
      if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
      const base = baseOf(c.req.header('if-match'))
      const saved = base.ok ? await saveText(review, { paperId, base: base.value, ...c.req.valid('json') }) : base
      if (!saved.ok) return c.json({ error: saved.error }, statusOf(saved.error))
      changed(paperId)
      return c.json({ revision: saved.value }, 200, { etag: `"${saved.value.id}"` })
    })
    .get('/papers/:id/revisions', validate('param', PaperParam), async (c) =>
      c.json({ revisions: await review.listRevisions(c.req.valid('param').id) }),
    )
    .post('/revisions/:id/restore', validate('param', z.object({ id: RevisionId })), async (c) => {
      const revision = await review.findRevision(c.req.valid('param').id)
      if (!revision)
        return c.json({ error: { kind: 'revision-not-found' as const, message: 'No such state of a text.' } }, 404)
      const base = baseOf(c.req.header('if-match'))
      const restored = base.ok ? await restoreRevision(review, revision, base.value) : base
      if (!restored.ok) return c.json({ error: restored.error }, statusOf(restored.error))
      changed(revision.paperId)
      return c.json({ revision: restored.value }, 200, { etag: `"${restored.value.id}"` })
    })
    .post('/drafts/:id/adopt', validate('param', z.object({ id: DraftId })), async (c) => {
      const draft = await drafts.findDraft(c.req.valid('param').id)
      if (!draft) return c.json({ error: { kind: 'draft-not-found' as const, message: 'No such draft.' } }, 404)
      const base = baseOf(c.req.header('if-match'))
      const adopted = base.ok ? await adoptDraft(review, draft, base.value) : base
      if (!adopted.ok) return c.json({ error: adopted.error }, statusOf(adopted.error))
      changed(draft.paperId)
      return c.json({ revision: adopted.value }, 200, { etag: `"${adopted.value.id}"` })
    })
    .post(
      '/papers/:id/notes',
      validate('param', PaperParam),
      validate('json', z.object({ text: EntryText, anchor: GivenAnchor.nullish() })),
      async (c) => {
        const paperId = c.req.valid('param').id
        if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
        const { text, anchor } = c.req.valid('json')
        const note = await review.findNote(await review.addNote(paperId, text, anchor ?? null))
        changed(paperId)
        return c.json({ note: note! }, 201)
      },
    )
    .put('/notes/:id', validate('param', NoteParam), validate('json', z.object({ text: EntryText })), async (c) => {
      await review.changeNote(c.req.valid('param').id, c.req.valid('json'))
      const note = await review.findNote(c.req.valid('param').id)
      if (note) changed(note.paperId)
      return note ? c.json({ note }, 200) : c.json(unknownNote, 404)
    })
    .delete('/notes/:id', validate('param', NoteParam), async (c) => {
      await review.changeNote(c.req.valid('param').id, { deleted: true })
      const note = await review.findNote(c.req.valid('param').id)
      if (note) changed(note.paperId)
      return note ? c.json({ note }, 200) : c.json(unknownNote, 404)
    })
    .post('/notes/:id/restore', validate('param', NoteParam), async (c) => {
      await review.changeNote(c.req.valid('param').id, { deleted: false })
      const note = await review.findNote(c.req.valid('param').id)
      if (note) changed(note.paperId)
      return note ? c.json({ note }, 200) : c.json(unknownNote, 404)
    })
    .post(
      '/papers/:id/links',
      validate('param', PaperParam),
      validate('json', z.object({ sentence: SentenceText, anchor: GivenAnchor, kind: z.enum(['linked', 'unlinked']) })),
      async (c) => {
        const paperId = c.req.valid('param').id
        if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
        const tied = await tieSentence({ review, grounder }, { paperId, ...c.req.valid('json') })
        if (!tied.ok) return c.json({ error: tied.error }, statusOf(tied.error))
        await said(paperId)
        return c.json({ link: tied.value }, 201)
      },
    )
    .delete('/links/:id', validate('param', LinkParam), async (c) => {
      const link = await review.findLink(c.req.valid('param').id)
      if (!link) return c.json(unknownLink, 404)
      await review.changeLink(link.id, { removed: true })
      await said(link.paperId)
      return c.json({ link }, 200)
    })
    .post('/links/:id/restore', validate('param', LinkParam), async (c) => {
      const link = await review.findLink(c.req.valid('param').id)
      if (!link) return c.json(unknownLink, 404)
      await restoreLink(review, link)
      await said(link.paperId)
      return c.json({ link }, 200)
    })
    .put(
      '/papers/:id/answer',
      validate('param', PaperParam),
      validate('json', z.object({ sentence: SentenceText, answer: z.enum(['right', 'wrong']).nullable() })),
      async (c) => {
        const paperId = c.req.valid('param').id
        if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
        const answered = await answerSentence({ review, grounder }, { paperId, ...c.req.valid('json') })
        if (!answered.ok) return c.json({ error: answered.error }, statusOf(answered.error))
        await said(paperId)
        return c.json({ answers: answered.value }, 200)
      },
    )
    .post(
      '/papers/:id/approve',
      validate('param', PaperParam),
      validate(
        'json',
        Saved.extend({
          confirmed: z.boolean(),
          askFirst: z.boolean().optional(),
          reason: z.number().int().min(1).max(5).optional(),
        }),
      ),
      async (c) => {
        const paperId = c.req.valid('param').id
        if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
        const base = baseOf(c.req.header('if-match'))
        const { reason = null, askFirst = false, ...saved } = c.req.valid('json')
        const approval = base.ok
          ? await approve({ review, grounder, drafts }, { paperId, base: base.value, reason, askFirst, ...saved })
          : base
        if (!approval.ok) return c.json({ error: approval.error }, statusOf(approval.error))
        changed(paperId)
        return c.json({ approval: approval.value }, 201)
      },
    )
    .post('/papers/:id/withdraw', validate('param', PaperParam), async (c) => {
      const paperId = c.req.valid('param').id
      if (!(await review.withdrawApproval(paperId)))
        return c.json({ error: { kind: 'not-approved' as const, message: 'This entry is not approved.' } }, 409)
      changed(paperId)
      return c.json({}, 200)
    })
    .put(
      '/papers/:id/rating',
      validate('param', PaperParam),
      validate('json', z.object({ faithful: stars, style: stars, insight: stars })),
      async (c) => {
        const paperId = c.req.valid('param').id
        if (!(await papers.findPaper(paperId))) return c.json(unknownPaper, 404)
        const head = await review.head(paperId)
        if (!head)
          return c.json({ error: { kind: 'nothing-to-approve' as const, message: 'There is no text to rate.' } }, 422)
        await review.addRating(head, c.req.valid('json'))
        return c.json({}, 200)
      },
    )
}
