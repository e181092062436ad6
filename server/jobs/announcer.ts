/** Tells the pages of this process what changed: topics are `paper:ID`, `draft:ID`, `issue:ID`, `eval:ID`, `job:QUEUE:KEY`. */

export type Announcement = { topic: string; data: unknown }
export type Announcer = {
  announce: (topic: string, data: unknown) => void
  /** Every announcement until the returned function is called. */
  subscribe: (listener: (announcement: Announcement) => void) => () => void
}

export function createAnnouncer(): Announcer {
  const listeners = new Set<(announcement: Announcement) => void>()
  return {
    announce(topic, data) {
      for (const listener of listeners) listener({ topic, data })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
