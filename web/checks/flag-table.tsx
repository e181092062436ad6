/** Flags by kind and what became of them: each a count with the interval of its share. */
import type { CheckRecord, CountOf, FlagCount } from '../../server/desk/schema.ts'
import { Scroller } from '../ui/scroller.tsx'
import { flagNames, shareWords } from './check-words.ts'
import styles from './checks-page.module.css'

const heads = ['raised', 'it was wrong', 'false alarm', 'rewritten, not answered', 'not answered', 'right, of answered']

export function FlagTable({ record }: { record: CheckRecord }) {
  return (
    <Scroller className={styles.scroll} label="Flags by kind">
      <table className={styles.table}>
        <caption>Flags by kind, with 95 % intervals (Wilson) of the shares</caption>
        <thead>
          <tr>
            <th scope="col">flag</th>
            {heads.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...record.kinds, record.all].map((kind) => (
            <Row key={kind.flag} kind={kind} />
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

function Row({ kind }: { kind: FlagCount }) {
  return (
    <tr>
      <th scope="row">{flagNames[kind.flag]}</th>
      <td>{kind.agreed.n}</td>
      {[kind.agreed, kind.dismissed, kind.changed, kind.unanswered].map((share, index) => (
        <Share key={heads[index + 1]} share={share} />
      ))}
      <Share share={kind.right} of />
    </tr>
  )
}

function Share({ share, of = false }: { share: CountOf; of?: boolean }) {
  const words = shareWords(share)
  return (
    <td>
      {words === null ? '–' : `${share.count}${of ? ` of ${share.n}` : ''}`}
      {words !== null && <small>{words}</small>}
    </td>
  )
}
