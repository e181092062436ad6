/** The model's name, with the names that the endpoint gives as suggestions. */
import { useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useApi } from '../ui/use-api.tsx'
import { settingsApi } from './settings-api.ts'
import styles from './settings-page.module.css'

type Props = {
  value: string
  placeholder: string
  endpoint: { baseUrl: string; key?: string }
  onChange: (name: string) => void
}

export function ModelField({ value, placeholder, endpoint, onChange }: Props) {
  const api = useApi()
  const listId = useId()
  const [models, setModels] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const list = async () => {
    setSaid('Asking…')
    const answer = await settingsApi(api).modelsOf(endpoint)
    if (!answer.ok) return setSaid(`! ${answer.error.message}`)
    setModels(answer.value.models)
    setSaid(
      answer.value.models.length === 0
        ? '! It named none, or did not answer. Type the name; the test says what is wrong.'
        : `${answer.value.models.length} models: choose in the field, or type to narrow them down.`,
    )
  }
  return (
    <div className={styles.field}>
      <label>
        Model
        <input
          value={value}
          list={listId}
          maxLength={200}
          spellCheck={false}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <datalist id={listId}>
        {models.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <p className={styles.row}>
        <Button onClick={() => void list()} disabled={endpoint.baseUrl === '' || said === 'Asking…'}>
          List its models
        </Button>
        <output className={said.startsWith('!') ? styles.wrong : styles.told}>{said}</output>
      </p>
    </div>
  )
}
