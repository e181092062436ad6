/** Asked once before approval: what nobody changed and the check did not find. The editor judges. */
import type { ToLookAt } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './approve-dialog.module.css'

type Props = {
  toLookAt: readonly ToLookAt[]
  onConfirm: () => void
  onLook: (sentence: string) => void
  onClose: () => void
}

export function ApproveDialog({ toLookAt, onConfirm, onLook, onClose }: Props) {
  return (
    <Dialog
      title={toLookAt.length === 1 ? 'One thing to look at first' : `${toLookAt.length} things to look at first`}
      onClose={onClose}
      keys={[
        { command: 'approve.confirm', keys: 'Mod+Enter', label: 'approve as it is', badge: 'own', run: onConfirm },
      ]}
      actions={
        <>
          <Button onClick={onClose}>Back to the text</Button>
          <Button look="main" command="approve.confirm" onClick={onConfirm}>
            Approve as it is
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
    </Dialog>
  )
}
