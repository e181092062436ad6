/** How often the checks were wrong: what they raised, what the editor said of it, and what they missed. */
import { Link, useLocation, useSearchParams } from 'wouter'
import type { CheckRecord } from '../../server/desk/schema.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { outcomeWords, recordWords, type Shown } from './check-words.ts'
import { FlagList, pathOf, type Item } from './flag-list.tsx'
import { FlagTable } from './flag-table.tsx'
import styles from './checks-page.module.css'

export function ChecksPage() {
  const answer = useRead(['checks'], (api) => api.checks())
  const record = answer.data?.record
  const header = (
    <>
      <Link href="/evals" className={styles.back}>
        ‹ Evals
      </Link>
      <h1>How often the checks were wrong</h1>
    </>
  )
  return (
    <Page title="How often the checks were wrong" header={header}>
      {answer.isPending && <Loading what="the record of the checks" />}
      {answer.error && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {record && (itemsOf(record).length > 0 ? <Record record={record} /> : <Nothing open={record.open} />)}
    </Page>
  )
}

function Nothing({ open }: { open: number }) {
  return (
    <Empty title="Nothing to count yet">
      <p>
        {open > 0 && `${open} ${open === 1 ? 'flag' : 'flags'} of entries in work ${open === 1 ? 'waits' : 'wait'}. `}
        The checks flag what they do not find: a number that is nowhere, a quote that the paper does not have. In
        review, say of a flagged sentence “It was wrong” or “I checked this”, and of any other “Wrong all the same”.
        Here you see then how far the flags, and the sentences without one, can be trusted.
      </p>
    </Empty>
  )
}

const shownOnes: readonly Shown[] = ['all', 'agreed', 'dismissed', 'changed', 'unanswered', 'missed']

function Record({ record }: { record: CheckRecord }) {
  const [params, setParams] = useSearchParams()
  const [, navigate] = useLocation()
  const shown = shownOnes.find((one) => one === params.get('show')) ?? 'all'
  const all = itemsOf(record)
  const items = all.filter((item) => shown === 'all' || item.outcome === shown)
  const at = Math.min(items.length - 1, Math.max(0, (Number(params.get('at')) || 1) - 1))
  const go = (show: Shown, index: number) => {
    setParams({ ...(show !== 'all' && { show }), ...(index > 0 && { at: String(index + 1) }) }, { replace: true })
    document.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const move = (by: number) => go(shown, Math.min(items.length - 1, Math.max(0, at + by)))
  const next = shownOnes[(shownOnes.indexOf(shown) + 1) % shownOnes.length] ?? 'all'
  useKeys([
    { command: 'checks.next', keys: 'j', label: 'next sentence', short: '', run: () => move(1) },
    { command: 'checks.previous', keys: 'k', label: 'previous sentence', short: 'sentence', run: () => move(-1) },
    {
      command: 'checks.open',
      keys: 'Enter',
      label: 'open it in review',
      run: () => {
        const item = items[at]
        if (item) navigate(pathOf(item))
      },
    },
    { command: 'checks.filter', keys: 'f', label: 'show others', run: () => go(next, 0) },
  ])
  return (
    <div className={styles.record}>
      <div className={styles.words}>
        {recordWords(record).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {record.kinds.length > 0 && <FlagTable record={record} />}
      <h2 className="visually-hidden">The sentences</h2>
      <ul className={styles.filter} aria-label="Which sentences">
        {shownOnes.map((one) => (
          <li key={one}>
            <button type="button" aria-pressed={one === shown} onClick={() => go(one, 0)}>
              {one === 'all' ? 'all' : outcomeWords[one].words}{' '}
              {all.filter((item) => one === 'all' || item.outcome === one).length}
            </button>
          </li>
        ))}
      </ul>
      {items.length > 0 ? (
        <FlagList items={items} active={at} onPoint={(index) => go(shown, index)} />
      ) : (
        <p className={styles.none}>None of these.</p>
      )}
    </div>
  )
}

const itemsOf = (record: CheckRecord): Item[] => [
  ...record.errors.map((error): Item => ({ ...error, flag: null, outcome: 'missed', why: null })),
  ...record.flags,
]
