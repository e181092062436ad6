/** A failure the caller can act on is a value with a `kind`; a bug throws. */
export type Result<T, E extends { kind: string }> = { ok: true; value: T } | { ok: false; error: E }

/** Every error that leaves a room: `message` says what is wrong and what to do, for a person. */
export type Failure<K extends string = string> = { kind: K; message: string }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <E extends { kind: string }>(error: E): { ok: false; error: E } => ({ ok: false, error })

/** The compiler finds the forgotten case; at run time it names what came instead. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
