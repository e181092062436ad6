/** The calls of the issue page. */
import type { EntryChange, ExportFormat, IssueChange, IssueSummary, IssueView } from '../../server/roundup/schema.ts'
import type { Api } from '../api.ts'

export const issueApi = (api: Api) => {
  const issue = (id: string, rest = '') => `/issues/${id}${rest}`
  return {
    list: () => api.get<{ issues: IssueSummary[] }>('/issues'),
    begin: (date: string) => api.send<{ issue: IssueView }>('POST', '/issues', { date }),
    view: (id: string) => api.get<{ issue: IssueView }>(issue(id)),
    change: (id: string, change: IssueChange) => api.send<{ issue: IssueView }>('PATCH', issue(id), change),
    order: (id: string, paperIds: readonly string[]) =>
      api.send<{ issue: IssueView }>('PUT', issue(id, '/entries'), { paperIds }),
    changeEntry: (id: string, paperId: string, change: EntryChange) =>
      api.send<{ issue: IssueView }>('PATCH', issue(id, `/entries/${paperId}`), change),
    refreshEntry: (id: string, paperId: string) =>
      api.send<{ issue: IssueView }>('POST', issue(id, `/entries/${paperId}/refresh`)),
    exported: (id: string, format: ExportFormat) => api.fileText(issue(id, `/export?format=${format}`)),
    exportUrl: (id: string, format: ExportFormat) => `/api${issue(id, `/export?format=${format}`)}`,
  }
}
