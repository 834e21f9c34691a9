import type { Call, Output } from './answer.ts'

/** What every SDK v3 client has of what is needed here. */
export interface PluggableClient {
  readonly config: { credentials: () => Promise<typeof madeUpCredentials> }
  readonly middlewareStack: {
    add(middleware: Middleware, options: typeof position): void
  }
}

type Middleware = (
  next: unknown,
  context: Record<string, unknown>,
) => (args: { input: object }) => Promise<{ response: unknown; output: SdkOutput }>

type SdkOutput = Output & { $metadata: { httpStatusCode: number; requestId: string } }

interface Plug {
  service: string
  region: string
  answer: (call: Call) => Promise<Output>
}

/** Answers in place of sending: after the SDK has checked and serialised the input, before it signs. */
export function plugInto(client: PluggableClient, { service, region, answer }: Plug): void {
  client.config.credentials = async () => madeUpCredentials
  client.middlewareStack.add(
    (_next, context) => async (args) => {
      const output = await answer({
        service,
        operation: String(context.commandName).replace(/Command$/, ''),
        input: { ...args.input },
        region,
        schema: operationSchema(context),
      })
      return { response: {}, output: { ...output, $metadata: metadata } }
    },
    position,
  )
}

// `build` comes after `serialize` (missing path labels are refused there) and before retries and signing.
const position = {
  step: 'build',
  priority: 'high',
  name: 'sampleAccount',
  override: true,
} as const

// AWS's own documentation example: clients ask for credentials before they reach `build`.
const madeUpCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}

const metadata = { httpStatusCode: 200, requestId: 'sample-account' }

function operationSchema(context: Record<string, unknown>): unknown {
  const smithy = context.__smithy_context
  return typeof smithy === 'object' && smithy && 'operationSchema' in smithy
    ? smithy.operationSchema
    : undefined
}
