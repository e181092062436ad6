import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { defaultSettings, type ModelView } from '../../server/settings/schema.ts'
import { createApi, type SettingsView } from '../api.ts'
import { createKeyRegistry, KeysProvider } from '../ui/keys.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { ApiProvider } from '../ui/use-api.tsx'
import { SettingsPage } from './settings-page.tsx'

afterEach(cleanup)

const noModel: ModelView = {
  configured: false,
  name: 'offline',
  endpoint: null,
  key: null,
  fixed: { endpoint: false, model: false },
}
type Sent = { method: string; path: string; body: Record<string, unknown> }

/** The page over a server that takes settings, and answers `said` to the test of the connection. */
function open(model: ModelView = noModel, refuse: (sent: Sent) => string | null = () => null): Sent[] {
  const sent: Sent[] = []
  const view: SettingsView = {
    settings: defaultSettings,
    model,
    place: { dataFolder: '/home/ed/galley/data', store: 'SQLite' },
    listPrices: { 'gpt-4o': { inputUsd: 2.5, outputUsd: 10 } },
    isPriced: false,
  }
  const fetcher: typeof fetch = async (input, init) => {
    const path = String(input)
    const method = init?.method ?? 'GET'
    const one = { method, path, body: JSON.parse(String(init?.body ?? '{}')) as Record<string, unknown> }
    if (method !== 'GET') sent.push(one)
    const message = refuse(one)
    if (message !== null) return Response.json({ error: { kind: 'bad-request', message } }, { status: 400 })
    if (path.endsWith('/test-connection')) return Response.json({ ok: false, message: 'Check the key.' })
    if (path.endsWith('/spend')) return Response.json({ spend: { spentUsd: 1.5, reservedUsd: 0.25, days: [] } })
    if (path.endsWith('/status')) return Response.json({ version: '9.9.9' })
    if (method === 'PUT' && path.endsWith('/settings'))
      Object.assign(view, { settings: { ...view.settings, ...one.body } })
    return Response.json(view)
  }
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ApiProvider api={createApi(fetcher)}>
        <KeysProvider registry={createKeyRegistry({ getItem: () => null, setItem: () => undefined })}>
          <ToastProvider>
            <SettingsPage />
          </ToastProvider>
        </KeysProvider>
      </ApiProvider>
    </QueryClientProvider>,
  )
  return sent
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const part = async (heading: string) =>
  within((await screen.findByRole('heading', { name: heading })).closest('section')!)

test('a provider fills in its address; saving sends the key, then the endpoint, then tests it, and keeps no key in the page', async () => {
  const sent = open()
  const model = await part('Model')
  type(model.getByLabelText('Provider'), 'OpenRouter')
  type(model.getByLabelText('Key'), 'sk-or-secret')
  type(model.getByLabelText('Model'), 'maker/model')
  fireEvent.click(model.getByText('Save and test'))
  await model.findByText('! Check the key.')
  expect(sent).toEqual([
    {
      method: 'PUT',
      path: '/api/settings/key',
      body: { baseUrl: 'https://openrouter.ai/api/v1', key: 'sk-or-secret' },
    },
    {
      method: 'PUT',
      path: '/api/settings',
      body: { baseUrl: 'https://openrouter.ai/api/v1', model: 'maker/model' },
    },
    { method: 'POST', path: '/api/settings/test-connection', body: {} },
  ])
  expect(model.getByLabelText<HTMLInputElement>('Key').value).toBe('')
})

test('what the environment names is shown and cannot be changed', async () => {
  open({
    configured: true,
    name: 'm',
    endpoint: 'http://127.0.0.1:1234/v1',
    key: { from: 'environment', endsIn: '4321' },
    fixed: { endpoint: true, model: true },
  })
  const model = await part('Model')
  expect(model.getByText('http://127.0.0.1:1234/v1, from the environment')).toBeDefined()
  expect(model.getByText(/ends in …4321/)).toBeDefined()
  expect(model.queryByLabelText('Base URL')).toBeNull()
  expect(model.queryByLabelText('Model')).toBeNull()
})

test('a refused value is told beside the form, and what was typed stays', async () => {
  open(noModel, ({ method }) => (method === 'PUT' ? 'titleFormat: knows {date}' : null))
  const house = await part('House')
  const title = house.getByLabelText<HTMLInputElement>(/^Title of an issue/)
  type(title, '{datum}')
  fireEvent.click(house.getByText('Save'))
  expect((await house.findByRole('alert')).textContent).toContain('knows {date}')
  expect(title.value).toBe('{datum}')
})

test('a limit is a number above nothing, also with a comma; empty takes it away', async () => {
  const sent = open()
  const money = await part('Money')
  await money.findByText('$1.50')
  const day = money.getByLabelText(/Limit for a day/)
  const save = () => money.getByText<HTMLButtonElement>('Save')
  type(day, 'lots')
  expect(save().disabled).toBe(true)
  type(day, '2,50')
  fireEvent.click(save())
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.body).toMatchObject({ spendLimitDayUsd: 2.5, spendLimitRunUsd: null })
})

test('the price of the model in use is asked for when nobody knows it', async () => {
  const sent = open({ ...noModel, configured: true, name: 'gpt-5.2-mini' })
  const money = await part('Money')
  expect(money.getByText(/is not known/)).toBeDefined()
  expect(money.getByLabelText<HTMLInputElement>('Model').value).toBe('gpt-5.2-mini')
  type(money.getByLabelText('Input, $'), '0.25')
  type(money.getByLabelText('Output, $'), '2')
  fireEvent.click(money.getByText('Save the price'))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.body).toEqual({ prices: { 'gpt-5.2-mini': { inputUsd: 0.25, outputUsd: 2 } } })
})
