/** Asked once before approval: what nobody changed and the check did not find, and, for who wants it, what was fixed. */
import type { ToLookAt } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Binding } from '../ui/key-map.ts'
import styles from './approve-dialog.module.css'

type Props = {
  toLookAt: readonly ToLookAt[]
  /** The editor wants to be asked what was fixed. */
  asksReason: boolean
  onConfirm: (reason: number | null) => void
  onLook: (sentence: string) => void
  onClose: () => void
}

/** In the order of their numbers, 1 to 5. */
const reasons = ['facts', 'voice', 'length', 'a missing point', 'nothing'] as const

export function ApproveDialog({ toLookAt, asksReason, onConfirm, onLook, onClose }: Props) {
  const title =
    toLookAt.length === 0
      ? 'What did you fix?'
      : toLookAt.length === 1
        ? 'One thing to look at first'
        : `${toLookAt.length} things to look at first`
  const asIs = () => onConfirm(null)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      keys={[
        { command: 'approve.confirm', keys: 'Mod+Enter', label: 'approve as it is', badge: 'own', run: asIs },
        ...(asksReason ? reasons : []).map((label, index): Binding => ({
          command: `approve.reason-${index + 1}`,
          keys: String(index + 1),
          label: `approve; fixed: ${label}`,
          badge: 'own',
          run: () => onConfirm(index + 1),
        })),
      ]}
      actions={
        <>
          <Button onClick={onClose}>Back to the text</Button>
          <Button look="main" command="approve.confirm" onClick={asIs}>
            {asksReason ? 'Approve without saying' : 'Approve as it is'}
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {toLookAt.map((item) => (
          <li key={`${item.sentence}${item.why}`}>
            <button type="button" onClick={() => onLook(item.sentence)}>
              <q>{item.sentence}</q>
              <span>! {item.why}</span>
            </button>
          </li>
        ))}
      </ul>
      {asksReason && (
        <div className={styles.reasons}>
          <p>Approve, and say what you fixed in the draft:</p>
          {reasons.map((label, index) => (
            <Button key={label} command={`approve.reason-${index + 1}`} onClick={() => onConfirm(index + 1)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  )
}
