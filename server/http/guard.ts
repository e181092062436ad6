/** What every answer carries and every request must pass: security headers, and only this machine's own pages. */
import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Nothing is loaded from anywhere but this server; pdf.js compiles wasm and paints blobs. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:', 'blob:'],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
})

/**
 * Another site must not be able to read or write the library: a rebound name shows in Host, a foreign page (another port
 * of this machine is one) in Origin. Requests without Origin (curl, the command line) pass.
 */
export const onlyThisMachine: MiddlewareHandler = async (c, next) => {
  // The server builds the request's URL from its Host header.
  const asked = urlOf(c.req.url)
  const origin = c.req.header('origin')
  const isOwnPage = origin === undefined || urlOf(origin)?.host === asked?.host
  if (!asked || !local.has(asked.hostname) || !isOwnPage)
    return c.json(
      { error: { kind: 'foreign-request', message: 'This address answers only to pages of this machine.' } },
      403,
    )
  return next()
}

const local = new Set(['localhost', '127.0.0.1', '[::1]'])

function urlOf(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
