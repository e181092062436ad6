/** The sentences behind the figures, each with the way to its place. */
import { Link } from 'wouter'
import type { MissedError, RaisedFlag } from '../../server/desk/schema.ts'
import { flagNames, outcomeWords } from './check-words.ts'
import styles from './checks-page.module.css'

/** An error that no flag told of has no flag. */
export type Item = RaisedFlag | (MissedError & { flag: null; outcome: 'missed'; why: null })

/** At the sentence where it still stands, else at what became of it. */
export const pathOf = ({ paperId, index }: Pick<Item, 'paperId' | 'index'>): string =>
  `/review/${paperId}?t=${index === null ? 'diff' : `draft&s=${index + 1}`}`

const carried = { quoted: '● quote found', closest: '◐ nearest passage', linked: '◆ linked by you' } as const

type Props = { items: readonly Item[]; active: number; onPoint: (index: number) => void }

export function FlagList({ items, active, onPoint }: Props) {
  return (
    <ul className={styles.list}>
      {items.map((item, index) => {
        const { glyph, words } = outcomeWords[item.outcome]
        return (
          <li
            key={`${item.paperId} ${item.flag} ${item.sentence}`}
            data-active={index === active}
            data-row={index}
            onPointerDown={() => onPoint(index)}
          >
            <p className={styles.outcome} data-outcome={item.outcome}>
              <span aria-hidden="true">{glyph}</span> {words}
              <small>{item.flag === null ? carriedWords(item.status) : flagNames[item.flag]}</small>
            </p>
            <div>
              <q>{item.sentence}</q>
              {item.why !== null && <p>{item.why}</p>}
              <Link href={pathOf(item)}>{item.title}</Link>
              {item.index === null && <small> no longer in the text</small>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const carriedWords = (status: Item['status']): string =>
  `carried ${status in carried ? carried[status as keyof typeof carried] : status}`
