/** The calls of the evals page. */
import type {
  BlindChoice,
  BlindView,
  CaseView,
  Estimate,
  LiveWeek,
  RunSummary,
  RunView,
} from '../../server/evals/schema.ts'
import type { Api } from '../api.ts'

/** What the form sends; the server adds the offline baseline. */
export type WantedRun = { variants: { name: string; prompt: string; model: string }[]; repeats: number }

export const evalsApi = (api: Api) => {
  const run = (id: string, rest = '') => `/evals/${id}${rest}`
  return {
    list: () => api.get<{ runs: RunSummary[] }>('/evals'),
    live: () => api.get<{ weeks: LiveWeek[] }>('/evals/live'),
    estimate: (wanted: WantedRun) => api.send<{ estimate: Estimate }>('POST', '/evals/estimate', wanted),
    start: (wanted: WantedRun) => api.send<{ run: RunSummary }>('POST', '/evals', wanted),
    view: (id: string, variant: string | null) =>
      api.get<{ run: RunView }>(run(id, variant === null ? '' : `?variant=${encodeURIComponent(variant)}`)),
    stop: (id: string) => api.send<object>('POST', run(id, '/stop')),
    resume: (id: string, failed: boolean) => api.send<object>('POST', run(id, '/resume'), { failed }),
    caseOf: (id: string, caseId: string) => api.get<{ case: CaseView }>(run(id, `/cases/${caseId}`)),
    blind: (id: string) => api.get<{ blind: BlindView }>(run(id, '/blind')),
    choose: (id: string, choice: { caseId: string; choice: BlindChoice['choice'] }) =>
      api.send<{ chosen: { left: string; right: string } }>('POST', run(id, '/blind'), choice),
  }
}
