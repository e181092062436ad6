/** One tab writes a paper; a second one reads, says so, and takes over when the first is closed. */

/**
 * @param onWriting called with true once this tab may write, with false while another one does
 * @returns lets go of the paper
 */
export function claimPaper(
  locks: LockManager | undefined,
  paperId: string,
  onWriting: (writing: boolean) => void,
): () => void {
  // Without locks (an insecure address) the server's If-Match still keeps two tabs apart.
  if (!locks) {
    onWriting(true)
    return () => undefined
  }
  const controller = new AbortController()
  let release: () => void = () => undefined
  const hold = () => {
    if (controller.signal.aborted) return undefined
    onWriting(true)
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }
  const name = `galley.paper.${paperId}`
  void locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock) return hold()
    if (controller.signal.aborted) return undefined
    onWriting(false)
    locks.request(name, { signal: controller.signal }, hold).catch(() => {
      // Aborted: this tab has left the paper.
    })
    return undefined
  })
  return () => {
    controller.abort()
    release()
  }
}
