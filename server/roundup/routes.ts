/** HTTP of the roundup: issues, their entries in order, the export. */
import { Hono } from 'hono'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import type { Announcer } from '../jobs/announcer.ts'
import { PaperId } from '../papers/schema.ts'
import type { Result } from '../result.ts'
import { exportHtml } from './export/html.ts'
import { exportMarkdown } from './export/markdown.ts'
import type { Roundup } from './roundup.ts'
import {
  EntryChange,
  EntryOrder,
  ExportFormat,
  IssueChange,
  IssueId,
  NewIssue,
  type IssueError,
  type IssueView,
} from './schema.ts'

export type IssueParts = { roundup: Roundup; announcer: Announcer }

const IssueParam = z.object({ id: IssueId })
const ExportQuery = z.object({ format: ExportFormat.default('markdown') })
const EntryParam = z.object({ id: IssueId, paperId: PaperId })

export const issueRoutes = ({ roundup, announcer }: IssueParts) => {
  const announced = (result: Result<IssueView, IssueError>) => {
    if (result.ok) announcer.announce(`issue:${result.value.issue.id}`, {})
    return result
  }

  return new Hono()
    .get('/issues', async (c) => c.json({ issues: await roundup.listIssues() }, 200))
    .post('/issues', validate('json', NewIssue), async (c) => {
      const issue = announced(await roundup.begin(c.req.valid('json').date))
      return issue.ok ? c.json({ issue: issue.value }, 201) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .get('/issues/:id', validate('param', IssueParam), async (c) => {
      const issue = await roundup.view(c.req.valid('param').id)
      return issue.ok ? c.json({ issue: issue.value }, 200) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .patch('/issues/:id', validate('param', IssueParam), validate('json', IssueChange), async (c) => {
      const issue = announced(await roundup.change(c.req.valid('param').id, c.req.valid('json')))
      return issue.ok ? c.json({ issue: issue.value }, 200) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .put('/issues/:id/entries', validate('param', IssueParam), validate('json', EntryOrder), async (c) => {
      const issue = announced(await roundup.order(c.req.valid('param').id, c.req.valid('json').paperIds))
      return issue.ok ? c.json({ issue: issue.value }, 200) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .patch('/issues/:id/entries/:paperId', validate('param', EntryParam), validate('json', EntryChange), async (c) => {
      const { id, paperId } = c.req.valid('param')
      const issue = announced(await roundup.changeEntry(id, paperId, c.req.valid('json')))
      return issue.ok ? c.json({ issue: issue.value }, 200) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .post('/issues/:id/entries/:paperId/refresh', validate('param', EntryParam), async (c) => {
      const { id, paperId } = c.req.valid('param')
      const issue = announced(await roundup.refreshEntry(id, paperId))
      return issue.ok ? c.json({ issue: issue.value }, 200) : c.json({ error: issue.error }, statusOf(issue.error))
    })
    .get('/issues/:id/export', validate('param', IssueParam), validate('query', ExportQuery), async (c) => {
      const issue = await roundup.view(c.req.valid('param').id)
      if (!issue.ok) return c.json({ error: issue.error }, statusOf(issue.error))
      const html = c.req.valid('query').format === 'html'
      return c.body(html ? exportHtml(issue.value) : exportMarkdown(issue.value), 200, {
        'Content-Type': html ? 'text/html; charset=utf-8' : 'text/markdown; charset=utf-8',
        // A page of ours must never run what a file holds: it is saved, not shown.
        'Content-Disposition': `attachment; filename="${issue.value.issue.date}-roundup.${html ? 'html' : 'md'}"`,
      })
    })
}
