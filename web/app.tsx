/** Paths to pages. A page is loaded when it is first opened; the shell stays small. */
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import type { PaperRow } from '../server/desk/schema.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { Page } from './ui/page.tsx'
import { Shell } from './ui/shell.tsx'
import { Empty, Loading } from './ui/states.tsx'
import { useLiveUpdates, useRead } from './ui/use-api.tsx'

const PapersPage = lazy(() => import('./papers/papers-page.tsx').then((room) => ({ default: room.PapersPage })))
const ReviewPage = lazy(() => import('./review/review-page.tsx').then((room) => ({ default: room.ReviewPage })))
const IssuePage = lazy(() => import('./issue/issue-page.tsx').then((room) => ({ default: room.IssuePage })))
const EvalsPage = lazy(() => import('./evals/evals-page.tsx').then((room) => ({ default: room.EvalsPage })))
const ChecksPage = lazy(() => import('./checks/checks-page.tsx').then((room) => ({ default: room.ChecksPage })))
const PromptsPage = lazy(() => import('./prompts/prompts-page.tsx').then((room) => ({ default: room.PromptsPage })))
const CallsPage = lazy(() => import('./settings/calls-page.tsx').then((room) => ({ default: room.CallsPage })))
const SettingsPage = lazy(() => import('./settings/settings-page.tsx').then((room) => ({ default: room.SettingsPage })))

export function App() {
  useLiveUpdates()
  const [location, navigate] = useLocation()
  const queries = useQueryClient()
  const { data } = useRead(['papers'], (api) => api.papers())
  const waiting = data?.rows.find(waits)?.paper.id
  const reviewNext = useCallback(() => {
    // Read at the press: the list may have changed since the last render.
    const rows = queries.getQueryData<{ rows: PaperRow[] }>(['papers'])?.rows
    const id = rows?.find(waits)?.paper.id
    if (id) navigate(`/review/${id}`)
  }, [navigate, queries])
  return (
    <Shell {...(waiting === undefined ? {} : { reviewNext })}>
      <ErrorBoundary key={location}>
        <Suspense fallback={<Loading what="the page" />}>
          <Switch>
            <Route path="/" component={PapersPage} />
            <Route path="/review/:paperId">{({ paperId }) => <ReviewPage key={paperId} paperId={paperId} />}</Route>
            <Route path="/issue" component={IssuePage} />
            <Route path="/evals" component={EvalsPage} />
            <Route path="/evals/checks" component={ChecksPage} />
            <Route path="/prompts" component={PromptsPage} />
            <Route path="/settings" component={SettingsPage} />
            <Route path="/settings/calls" component={CallsPage} />
            <Route path="/papers">
              <Redirect to="/" />
            </Route>
            <Route>
              <Page title="No such page">
                <Empty title="There is no page here">
                  <a href="/">To the papers</a>
                </Empty>
              </Page>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  )
}

const waits = (row: PaperRow) => row.stage === 'to-review' || row.stage === 'drafting'
