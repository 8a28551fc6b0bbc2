import type { FastifyInstance, FastifyTypeProvider } from 'fastify'
import type { z } from 'zod'
import { refusalSchema } from '../../wire/answers.ts'

/** Route schemas are zod: what a handler gets, and what it must give, is typed from them. */
export interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
  serializer: this['schema'] extends z.ZodType ? z.input<this['schema']> : unknown
}

/** What a refusal looks like, for the `response` part of every route's schema. */
export const refusals = { '4xx': refusalSchema, '5xx': refusalSchema } as const

/** Makes the app check what comes in, and what goes out, with zod. An answer that breaks its schema is a fault of ours: 500. */
export function useZod(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (value) => {
    const result = schema.safeParse(value)
    return result.success ? { value: result.data } : { error: result.error }
  })
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (value) =>
        JSON.stringify(schema.parse(value)),
  )
}
