/** Keep keys out of messages: endpoints echo them in their errors. */

/** What keys of the usual providers look like, also half masked: `sk-proj-ab***yz`, `Bearer …`, `key=…`. */
const keyLike = /\b(?:sk|gsk|xai|pk|rk)[-_][\w*.…-]{6,}|\bBearer\s+[^\s"',]+|\b(?:api[-_]?key|key|token)=[^\s&"']+/gi
/** `https://user:password@host`. */
const userInfo = /(\w+:\/\/)[^\s/@:]+:[^\s/@]+@/g

/** @param secrets the keys in use; each is cut out wherever it stands */
export function redact(text: string, secrets: readonly (string | null)[]): string {
  let clean = text
  for (const secret of secrets) if (secret !== null && secret.length > 3) clean = clean.replaceAll(secret, '[key]')
  return clean.replace(keyLike, '[key]').replace(userInfo, '$1[key]@')
}
