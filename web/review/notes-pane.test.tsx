import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { NoteId, PlacedNote } from '../../server/review/schema.ts'
import type { PaperId } from '../../server/papers/schema.ts'
import { createApi } from '../api.ts'
import { createKeyRegistry, KeysProvider } from '../ui/keys.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { ApiProvider } from '../ui/use-api.tsx'
import { NotesPane } from './notes-pane.tsx'

afterEach(cleanup)

const note = (number: number, placeLost: boolean): PlacedNote => ({
  id: `note ${number}` as NoteId,
  paperId: 'paper' as PaperId,
  number,
  text: `thought ${number}`,
  anchor: {
    spans: [{ pageIndex: 3, start: 0, end: 9 }],
    ...{ quote: `words ${number}`, prefix: '', suffix: '', match: 'exact' },
  },
  updatedAt: '2026-11-25T10:00:00.000Z',
  placeLost,
})

test('a note whose place is lost says so and leads nowhere; one that has its place leads there', () => {
  const onShow = vi.fn<(shown: { id: string }) => void>()
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiProvider api={createApi(fetch)}>
        <KeysProvider registry={createKeyRegistry({ getItem: () => null, setItem: () => undefined })}>
          <ToastProvider>
            <NotesPane paperId="paper" notes={[note(1, false), note(2, true)]} onShow={onShow} inputRef={null} />
          </ToastProvider>
        </KeysProvider>
      </ApiProvider>
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByText('words 1'))
  expect(onShow.mock.calls.map(([shown]) => shown.id)).toEqual(['note 1'])
  const lost = screen.getByText(/Place not found in the new reading/)
  expect(lost.textContent).toContain('it was on p. 4: words 2')
  fireEvent.click(screen.getByText('words 2'))
  expect(onShow).toHaveBeenCalledTimes(1)
})
