/** Starts the page: makes the parts once and shows the app. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createApi } from './api.ts'
import { App } from './app.tsx'
import { createKeyRegistry, KeysProvider } from './ui/keys.tsx'
import { ToastProvider } from './ui/toast.tsx'
import { ApiProvider } from './ui/use-api.tsx'
import './ui/tokens.css'
import './ui/base.css'

const host = document.getElementById('root')
if (!host) throw new Error('index.html has no #root')

const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: true } },
})

createRoot(host).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ApiProvider api={createApi(fetch.bind(globalThis))}>
        <KeysProvider registry={createKeyRegistry(localStorage)}>
          <ToastProvider>
            <App />
          </ToastProvider>
        </KeysProvider>
      </ApiProvider>
    </QueryClientProvider>
  </StrictMode>,
)

// After the first picture: the page can be read in the reader's own serif until they are there.
void import('./ui/fonts.ts')
