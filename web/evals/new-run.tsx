/** A new comparison: two prompts, each on a model, with what it will cost before it begins. */
import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { evalsApi, type WantedRun } from './evals-api.ts'
import { estimateWords, promptWords, variantName, type Side } from './wanted-run.ts'
import styles from './new-run.module.css'

/** `wanted`: the prompts that the form begins with, the base first. */
type Props = { wanted: readonly string[]; onClose: () => void; onStarted: (id: string) => void }

export function NewRun({ wanted: [wantedBase, wantedOther], onClose, onStarted }: Props) {
  const api = useApi()
  const act = useAct()
  const prompts = useRead(['prompts'], (client) => client.prompts()).data?.prompts ?? []
  const drafting = prompts.flatMap(({ name, use }) => (use === 'draft' ? [name] : []))
  const names = [...new Set([...drafting, wantedBase, wantedOther])].filter((name) => name !== undefined)
  const status = useRead(['status'], (client) => client.status()).data
  const [changed, setChanged] = useState<Partial<Record<'left' | 'right', Partial<Side>>>>({})
  const [repeats, setRepeats] = useState(1)
  const model = status?.model.configured ? status.model.name : 'offline'
  const left: Side = { prompt: wantedBase ?? drafting[0] ?? 'draft', model, ...changed.left }
  const right: Side = { prompt: wantedOther ?? drafting[1] ?? 'plain', model, ...changed.right }
  const wanted: WantedRun = {
    variants: [
      { ...left, name: variantName(left, right) },
      { ...right, name: variantName(right, left) },
    ],
    repeats,
  }
  const different = wanted.variants[0]!.name !== wanted.variants[1]!.name
  const estimate = useRead(
    ['evals', 'estimate', JSON.stringify(wanted)],
    (client) => evalsApi(client).estimate(wanted),
    different,
  )
  const start = async () => {
    const answer = await act(evalsApi(api).start(wanted), [['evals']])
    if (answer) onStarted(answer.run.id)
  }
  return (
    <Dialog
      title="Compare two prompts"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="main" disabled={!different || !estimate.data} onClick={() => void start()}>
            Run
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SideFields
          legend="The base"
          side={left}
          names={names}
          onChange={(side) => setChanged({ ...changed, left: side })}
        />
        <SideFields
          legend="Against it"
          side={right}
          names={names}
          onChange={(side) => setChanged({ ...changed, right: side })}
        />
        <label>
          Drafts a paper{' '}
          <input
            type="number"
            min={1}
            max={20}
            value={repeats}
            onChange={(event) => setRepeats(Math.min(20, Math.max(1, event.target.valueAsNumber || 1)))}
          />
        </label>
        <p className={styles.estimate} aria-live="polite">
          {!different && (status?.model.configured === false ? noModel : 'Both sides are the same.')}
          {different && estimate.data && estimateWords(estimate.data.estimate)}
          {different && estimate.error && `! ${estimate.error.message}`}
        </p>
      </div>
    </Dialog>
  )
}

const noModel =
  'No model is connected, so both sides are the offline drafter: connect one in Settings, or name a model.'

type FieldProps = { legend: string; side: Side; names: readonly string[]; onChange: (side: Side) => void }

function SideFields({ legend, side, names, onChange }: FieldProps) {
  const id = useId()
  return (
    <fieldset className={styles.side}>
      <legend>{legend}</legend>
      <label htmlFor={`${id}-prompt`}>Prompt</label>
      <select
        id={`${id}-prompt`}
        value={side.prompt}
        disabled={side.model === 'offline'}
        onChange={(event) => onChange({ ...side, prompt: event.target.value })}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {promptWords(name)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-model`}>Model</label>
      <input
        id={`${id}-model`}
        value={side.model}
        onChange={(event) => onChange({ ...side, model: event.target.value })}
      />
    </fieldset>
  )
}
