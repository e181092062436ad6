/** The text of a prompt that is not saved as a version yet: kept in the browser, so that a closed tab loses nothing. */

const keyOf = (name: string) => `galley.prompt.${name}`

export const readKept = (storage: Pick<Storage, 'getItem'>, name: string): string | null => storage.getItem(keyOf(name))

/** @param text null when nothing is unsaved */
export function keep(storage: Pick<Storage, 'setItem' | 'removeItem'>, name: string, text: string | null): void {
  if (text === null) storage.removeItem(keyOf(name))
  else storage.setItem(keyOf(name), text)
}
