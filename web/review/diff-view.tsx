/** What changed from one text to the other, by words, white space included. */
import { useEffect, useRef, useState } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import { wordDiff, type DiffPiece } from '../../server/text/word-diff.ts'
import { useRead } from '../ui/use-api.tsx'
import { clock, originWords } from './words.ts'
import styles from './diff-view.module.css'

export function DiffText({ before, after }: { before: string; after: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    host.current?.querySelector('ins, del')?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={host} className={styles.text}>
      {withPlaces(wordDiff(before, after)).map(({ piece, at }) => (
        <Piece key={`${piece.kind}${at}`} piece={piece} />
      ))}
    </div>
  )
}

/** Each piece with the place where it begins, which is its name. */
function withPlaces(pieces: readonly DiffPiece[]): { piece: DiffPiece; at: number }[] {
  let end = 0
  return pieces.map((piece) => {
    const at = end
    end += piece.text.length
    return { piece, at }
  })
}

function Piece({ piece }: { piece: DiffPiece }) {
  if (piece.kind === 'removed') return <del>{visible(piece.text)}</del>
  if (piece.kind === 'added') return <ins>{visible(piece.text)}</ins>
  return <span>{piece.text}</span>
}

/** A change of white space alone would not be seen. */
const visible = (text: string) => (text.trim() === '' ? text.replaceAll(' ', '␣').replaceAll('\n', '¶\n') : text)

/** The text of now against the draft that it grew from, or against an earlier state of it. */
export function DiffView({ view, text }: { view: ReviewView; text: string }) {
  const { data } = useRead(['review', view.paper.id, 'revisions'], (api) => api.revisions(view.paper.id))
  const [chosen, setChosen] = useState('draft')
  const revision = data?.revisions.find((one) => one.id === chosen)
  const before = revision?.text ?? view.draft?.prose ?? ''
  return (
    <div className={styles.diff}>
      <p className={styles.head}>
        <label>
          From{' '}
          <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="draft">{view.draft ? 'the draft as it was written' : 'an empty page'}</option>
            {data?.revisions.map((one) => (
              <option key={one.id} value={one.id}>
                {clock(one.createdAt)}, {originWords(one.origin)}, {one.author}
              </option>
            ))}
          </select>
        </label>{' '}
        to the text of now ({countWords(before)} to {countWords(text)} words)
      </p>
      {before === text ? <p className={styles.head}>No difference.</p> : <DiffText before={before} after={text} />}
    </div>
  )
}
