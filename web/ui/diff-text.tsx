/** What changed from one text to the other, by words, white space included. */
import { useEffect, useRef } from 'react'
import { wordDiff, type DiffPiece } from '../../server/text/word-diff.ts'
import styles from './diff-text.module.css'

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
