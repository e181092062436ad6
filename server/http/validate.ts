/** Request validation with the one error shape of this API. */
import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import type { ZodType } from 'zod'

/** 400 `{error: {kind: 'bad-request', message}}`, the message naming each field and what is wrong with it. */
export const validate = <T extends ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) =>
  zValidator(target, schema, (result, c) => {
    if (result.success) return undefined
    const message = result.error.issues.map((issue) => `${issue.path.join('.') || target}: ${issue.message}`).join('; ')
    return c.json({ error: { kind: 'bad-request', message } }, 400)
  })
