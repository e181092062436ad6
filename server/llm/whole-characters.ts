/** Text that arrives in pieces, cut by code point: half a surrogate pair waits for its other half. */

/**
 * @returns `push` gives what can be shown of everything so far that was not given yet; `flush` the rest. Both are
 * well-formed: a lone surrogate becomes U+FFFD.
 */
export function wholeCharacters(): { push: (piece: string) => string; flush: () => string } {
  let held = ''
  return {
    push(piece) {
      const all = held + piece
      const last = all.charCodeAt(all.length - 1)
      const cut = last >= 0xd800 && last <= 0xdbff ? all.length - 1 : all.length
      held = all.slice(cut)
      return all.slice(0, cut).toWellFormed()
    },
    flush() {
      const rest = held.toWellFormed()
      held = ''
      return rest
    },
  }
}
