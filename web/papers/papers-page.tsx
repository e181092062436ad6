/** The list of papers: add, choose, star, skip, and on to review. */
import { useRef, useState, type DragEvent } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { PaperRow } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import type { Binding } from '../ui/key-map.ts'
import { Key } from '../ui/key.tsx'
import { useKeys } from '../ui/keys.tsx'
import { LengthDialog } from '../ui/length-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { usePastIssues } from '../ui/use-past-issues.ts'
import { droppedFiles, sortFiles } from './dropped-files.ts'
import { FirstVisit } from './first-visit.tsx'
import { PaperRowView } from './paper-row.tsx'
import { inTab, matchesFilter, tabs, type Tab } from './row-words.ts'
import { Uploads } from './uploads.tsx'
import { useUploads } from './use-uploads.ts'
import styles from './papers-page.module.css'

const noRows: PaperRow[] = []
const stale = [['papers'], ['status'], ['review']]

export function PapersPage() {
  const api = useApi()
  const act = useAct()
  const toast = useToast()
  const [, navigate] = useLocation()
  const [params, setParams] = useSearchParams()
  const status = useRead(['status'], (client) => client.status())
  const papers = useRead(['papers'], (client) => client.papers())
  const { uploads, add, again, dismiss } = useUploads()
  const importIssues = usePastIssues()
  const fileInput = useRef<HTMLInputElement>(null)
  const filterInput = useRef<HTMLInputElement>(null)
  const [dragging, setDragging] = useState(false)
  const [lengthOpen, setLengthOpen] = useState(false)
  const [busy, setBusy] = useState(false)

  const all = papers.data?.rows ?? noRows
  const tab = tabs.find((one) => one.tab === params.get('tab'))?.tab ?? 'all'
  const filter = params.get('q') ?? ''
  const rows = all.filter((row) => inTab(row, tab) && matchesFilter(row, filter))
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.paper.id === params.get('at')),
  )
  const active = rows[activeIndex]

  const put = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(name, value)
        else next.delete(name)
        return next
      },
      { replace: true },
    )
  const move = (by: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, activeIndex + by))]
    if (!row) return
    put('at', row.paper.id)
    document.querySelector(`[data-paper="${row.paper.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const addFiles = (files: readonly File[]) => {
    const { pdfs, issues, others } = sortFiles(files)
    add(pdfs)
    void importIssues(issues)
    if (others.length > 0) toast({ text: `Not PDFs, left out: ${others.join(', ')}`, tone: 'error' })
  }
  const addSamples = async () => {
    setBusy(true)
    await act(api.addSamples(), stale)
    setBusy(false)
  }
  const star = (row: PaperRow) => act(api.changePaper(row.paper.id, { starred: !row.paper.starred }), stale)
  const retry = (row: PaperRow) => act(api.extractAgain(row.paper.id), stale)
  const skip = (row: PaperRow) => {
    const skipped = row.stage !== 'skipped'
    const change = (to: boolean) => api.changePaper(row.paper.id, { skipped: to })
    const text = skipped ? `Skipped “${row.paper.title}”` : `Back in the list: “${row.paper.title}”`
    return act(change(skipped), stale, { text, undo: () => void act(change(!skipped), stale) })
  }
  const draft = (row: PaperRow) =>
    act(api.startDraft(row.paper.id), stale, {
      text: `Drafting “${row.paper.title}”; it goes on while you work elsewhere.`,
    })

  const onRow = (run: (row: PaperRow) => unknown) => () => {
    if (active) void run(active)
  }
  const first = papers.data !== undefined && all.length === 0 && uploads.length === 0
  const adding: Binding = {
    command: 'papers.add',
    keys: 'a',
    label: 'add papers',
    badge: 'own',
    run: () => fileInput.current?.click(),
  }
  const bindings: Binding[] = first
    ? [
        adding,
        {
          command: 'papers.samples',
          keys: 't',
          label: 'try the sample papers',
          badge: 'own',
          run: () => void addSamples(),
        },
      ]
    : [
        { command: 'papers.next', keys: 'j', label: 'next paper', short: '', run: () => move(1) },
        { command: 'papers.previous', keys: 'k', label: 'previous paper', short: 'move', run: () => move(-1) },
        {
          command: 'papers.review',
          keys: 'Enter',
          label: 'review',
          run: onRow((row) => navigate(`/review/${row.paper.id}`)),
        },
        { command: 'papers.draft', keys: 'd', label: 'new draft', run: onRow(draft) },
        { command: 'papers.star', keys: '*', label: 'star', run: onRow(star) },
        { command: 'papers.length', keys: 'w', label: 'length', run: () => setLengthOpen(active !== undefined) },
        {
          command: 'papers.skip',
          keys: 's',
          label: active?.stage === 'skipped' ? 'take back' : 'skip',
          run: onRow(skip),
        },
        { command: 'papers.retry', keys: 't', label: 'read again', run: onRow(retry) },
        { command: 'papers.filter', keys: '/', label: 'filter', badge: 'own', run: () => filterInput.current?.focus() },
        adding,
      ]
  useKeys(bindings)

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setDragging(false)
    void droppedFiles(event.dataTransfer.items).then(addFiles)
  }
  const header = (
    <>
      <h1 className="visually-hidden">Papers</h1>
      <ul className={styles.tabs}>
        {tabs.map((one) => (
          <li key={one.tab}>
            <button
              type="button"
              aria-pressed={one.tab === tab}
              onClick={() => put('tab', one.tab === 'all' ? null : one.tab)}
            >
              {one.name} <span>{all.filter((row) => inTab(row, one.tab)).length}</span>
            </button>
          </li>
        ))}
      </ul>
      <label className={styles.filter}>
        <span className="visually-hidden">Filter by title, author, arXiv id or file</span>
        <input
          ref={filterInput}
          type="search"
          placeholder="Filter"
          value={filter}
          onChange={(event) => put('q', event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Key command="papers.filter" />
      </label>
      <Button look="main" command="papers.add" onClick={() => fileInput.current?.click()}>
        Add papers
      </Button>
    </>
  )
  return (
    <Page title="Papers" header={first ? <h1>Welcome</h1> : header}>
      <div
        className={styles.drop}
        data-dragging={dragging}
        onDragOver={(event) => {
          event.preventDefault()
          setDragging(true)
        }}
        onDragLeave={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
            setDragging(false)
        }}
        onDrop={onDrop}
      >
        <input
          ref={fileInput}
          type="file"
          accept="application/pdf,.pdf"
          multiple
          hidden
          aria-label="PDF files to add"
          onChange={(event) => {
            addFiles([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <Uploads uploads={uploads} onAgain={again} onDismiss={dismiss} />
        {papers.isPending && <Loading what="your papers" />}
        {papers.error && !papers.data && <Failed error={papers.error} onRetry={() => void papers.refetch()} />}
        {first && (
          <FirstVisit
            status={status.data}
            busy={busy}
            onChoose={() => fileInput.current?.click()}
            onSamples={() => void addSamples()}
          />
        )}
        <ul aria-label="Papers" className={styles.list}>
          {rows.map((row) => (
            <PaperRowView
              key={row.paper.id}
              row={row}
              active={row === active}
              onStar={() => void star(row)}
              onRetry={() => void retry(row)}
              onPoint={() => put('at', row.paper.id)}
            />
          ))}
        </ul>
        {papers.data && all.length > 0 && rows.length === 0 && (
          <NoRows tab={tab} filter={filter} onClear={() => setParams({})} />
        )}
      </div>
      {lengthOpen && active && (
        <LengthDialog
          length={active.paper.length}
          onClose={() => setLengthOpen(false)}
          onChoose={(length) => {
            setLengthOpen(false)
            void act(api.changePaper(active.paper.id, { length }), stale)
          }}
        />
      )}
    </Page>
  )
}

function NoRows({ tab, filter, onClear }: { tab: Tab; filter: string; onClear: () => void }) {
  const name = tabs.find((one) => one.tab === tab)?.name.toLowerCase()
  return (
    <Empty title={filter ? `Nothing matches “${filter}”` : `Nothing under “${name}”`}>
      <Button onClick={onClear}>Show all papers</Button>
    </Empty>
  )
}
