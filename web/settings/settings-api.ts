/** The calls that only the pages of Settings make. */
import type { CallRow, LlmCall, SpendView } from '../../server/llm/schema.ts'
import type { Api, Reply, Routes, SettingsView } from '../api.ts'

export const settingsApi = ({ get, send }: Pick<Api, 'get' | 'send'>) => ({
  /** Null forgets it. The key itself never comes back. */
  keepKey: (baseUrl: string, key: string | null) =>
    send<Reply<Routes['settings']['key']['$put'], 200, SettingsView>>('PUT', '/settings/key', { baseUrl, key }),
  modelsOf: (endpoint: { baseUrl: string; key?: string }) =>
    send<Reply<Routes['settings']['models']['$post'], 200, { models: string[] }>>('POST', '/settings/models', endpoint),
  testConnection: () =>
    send<Reply<Routes['settings']['test-connection']['$post'], 200, { ok: boolean; message: string }>>(
      'POST',
      '/settings/test-connection',
    ),
  calls: (before: string | null) =>
    get<Reply<Routes['calls']['$get'], 200, { calls: CallRow[]; more: boolean }>>(
      `/calls${before === null ? '' : `?before=${encodeURIComponent(before)}`}`,
    ),
  call: (id: string) => get<Reply<Routes['calls'][':id']['$get'], 200, { call: LlmCall }>>(`/calls/${id}`),
  spend: () => get<Reply<Routes['spend']['$get'], 200, { spend: SpendView }>>('/spend'),
})
