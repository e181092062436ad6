import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createApi } from '../api.ts'
import { createKeyRegistry, KeysProvider } from '../ui/keys.tsx'
import { ApiProvider } from '../ui/use-api.tsx'
import { RewritePanel } from './rewrite-panel.tsx'

afterEach(cleanup)

const status = { version: '0', model: { configured: true, name: 'm', endpoint: null }, paperCount: 1 }

/** A server whose model answers every wish so. */
function open(answer: () => Response, noteCount = 0) {
  const taken: string[] = []
  const asked: unknown[] = []
  const fetcher: typeof fetch = async (path, init) => {
    if (!String(path).endsWith('/rewrite')) return Response.json(status)
    asked.push(JSON.parse(String(init?.body)))
    return answer()
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider api={createApi(fetcher)}>
        <KeysProvider registry={createKeyRegistry({ getItem: () => null, setItem: () => undefined })}>
          <RewritePanel
            paperId="p"
            asked={{ name: 'sentence 2', from: 0, words: 'It dramatically beats the older one.' }}
            noteCount={noteCount}
            onTake={(words) => taken.push(words)}
            onClose={() => taken.push('closed')}
          />
        </KeysProvider>
      </ApiProvider>
    </QueryClientProvider>,
  )
  const press = (key: string) => fireEvent.keyDown(document.body, { key })
  return { taken, asked, press }
}

test('a proposal is taken with Enter, another wish asks again', async () => {
  const { taken, asked, press } = open(() => Response.json({ proposal: 'It beats the older one.' }))
  press('2')
  await screen.findByRole('button', { name: /Take it/ })
  press('1')
  await screen.findByRole('button', { name: /Take it/ })
  press('Enter')
  expect(taken).toEqual(['It beats the older one.'])
  const sentence = 'It dramatically beats the older one.'
  expect(asked).toEqual([
    { sentence, how: 'cut-hype' },
    { sentence, how: 'shorter' },
  ])
})

test('a failure is said, with nothing to take, and Escape closes', async () => {
  const error = { kind: 'spend-limit', message: 'The limit of the day is reached.' }
  const { taken, press } = open(() => Response.json({ error }, { status: 422 }))
  press('1')
  await screen.findByText(/The limit of the day is reached/)
  press('Enter')
  press('Escape')
  expect(taken).toEqual(['closed'])
})

test('a sentence that comes back as it was is no proposal', async () => {
  const { taken, press } = open(() => Response.json({ proposal: 'It dramatically beats the older one.' }))
  press('1')
  await screen.findByText(/would leave the sentence as it is/)
  press('Enter')
  expect(taken).toEqual([])
})

test('without notes there are no words of one’s own to go by', async () => {
  const { asked, press } = open(() => Response.json({ proposal: 'x' }))
  press('3')
  press('4')
  await screen.findByRole('button', { name: /Take it/ })
  expect(asked).toEqual([expect.objectContaining({ how: 'words', words: 4 })])
})
