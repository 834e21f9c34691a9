import * as z from 'zod'
import type { Period } from './period.ts'

const sent = z.object({ start: z.coerce.date(), end: z.coerce.date() })

/** The period of a call that was sent, where it has one. */
export const sentPeriod = (parameter: unknown): Period | undefined => sent.safeParse(parameter).data

/** A period as a call has it. */
export const toSend = ({ start, end }: Period) => ({
  start: start.toISOString(),
  end: end.toISOString(),
})
