import * as z from 'zod'
import { dataKinds } from '../../tools/tool.ts'

/** The function's configuration; throws at start for what is wrong in it, naming it. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>) {
  const parsed = schema.safeParse(variables)
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error })
  const { DATA_ACCESS, READABLE_ACCOUNTS, ENVIRONMENT, LOG_LEVEL, AWS_REGION } = parsed.data
  return {
    dataAccess: new Set(DATA_ACCESS),
    ...(READABLE_ACCOUNTS === undefined ? {} : { readableAccounts: new Set(READABLE_ACCOUNTS) }),
    environment: ENVIRONMENT,
    logLevel: LOG_LEVEL,
    region: AWS_REGION,
  }
}

const kind = z.enum(dataKinds, {
  error: ({ input }) =>
    `DATA_ACCESS names an unknown kind of data: ${String(input)}. Known: ${dataKinds.join(', ')}`,
})

const schema = z.object({
  DATA_ACCESS: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((word) => word.trim()))
    .transform((words) => words.filter((word) => word !== ''))
    .pipe(z.array(kind)),
  READABLE_ACCOUNTS: z
    .string()
    .transform((list) => list.split(',').map((word) => word.trim()))
    .transform((words) => words.filter((word) => word !== ''))
    .pipe(z.array(z.string().regex(/^\d{12}$/, 'READABLE_ACCOUNTS is a list of account numbers')))
    .optional(),
  ENVIRONMENT: z.string().default('dev'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  AWS_REGION: z.string().default('us-east-1'),
})
