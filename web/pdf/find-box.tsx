/** Find in the paper by the server's page texts: quick on 300 pages, and words broken over lines are found. */
import { useDeferredValue, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { FindHit } from '../../server/desk/schema.ts'
import { Key } from '../ui/key.tsx'
import { useRead } from '../ui/use-api.tsx'
import styles from './find-box.module.css'

type Props = {
  paperId: string
  /** The hit looked at and all of them; null when the search is over. */
  onHits: (found: { hits: FindHit[]; at: number } | null) => void
  ref?: Ref<{ focus: () => void }>
}

export function FindBox({ paperId, onHits, ref }: Props) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const asked = useDeferredValue(query.trim())
  const enough = asked.length >= 2
  const { data } = useRead(['find', paperId, asked], (api) => api.find(paperId, asked), enough)
  const hits = enough ? data?.hits : undefined
  useImperativeHandle(ref, () => ({ focus: () => (input.current?.focus(), input.current?.select()) }), [])
  useEffect(() => onHits(hits && hits.length > 0 ? { hits, at: at % hits.length } : null), [hits, at, onHits])
  return (
    <search className={styles.find}>
      <input
        ref={input}
        type="search"
        aria-label="Find in the paper"
        placeholder="Find"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && hits)
            setAt((before) => (before + (event.shiftKey ? hits.length - 1 : 1)) % Math.max(1, hits.length))
          if (event.key !== 'Escape') return
          setQuery('')
          event.currentTarget.blur()
        }}
      />
      {query === '' ? (
        <Key command="review.find" />
      ) : (
        <output>{!hits ? '…' : hits.length === 0 ? 'not found' : `${(at % hits.length) + 1} of ${hits.length}`}</output>
      )}
    </search>
  )
}
