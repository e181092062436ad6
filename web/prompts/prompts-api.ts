/** The calls of the prompts page. */
import type { PromptPreview } from '../../server/drafting/preview-prompt.ts'
import type { PromptProblem } from '../../server/prompts/schema.ts'
import type { StyleView } from '../../server/style/schema.ts'
import type { Api } from '../api.ts'

export type { PromptPreview }

export const promptsApi = (api: Api) => ({
  lint: (text: string) =>
    api.send<{ name: string | null; problems: PromptProblem[] }>('POST', '/prompts/lint', { text }),
  save: (text: string) => api.send<{ version: { name: string; sha: string } }>('POST', '/prompts', { text }),
  version: (name: string, sha: string) =>
    api.get<{ version: { sha: string; text: string } }>(`/prompts/${name}/versions/${sha}`),
  /** null: the shipped version. @returns the version that was chosen before */
  use: (name: string, sha: string | null) =>
    api.send<{ before: string | null }>('PUT', `/prompts/${name}/live`, { sha }),
  preview: (paperId: string, text: string) =>
    api.send<{ preview: PromptPreview }>('POST', `/papers/${paperId}/prompt-preview`, { text }),

  style: () => api.get<{ style: StyleView }>('/style'),
  restoreIssue: (id: string) => api.send<object>('POST', `/style/issues/${id}/restore`),
})
