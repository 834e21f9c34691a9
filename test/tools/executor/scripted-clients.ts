import type { AwsCall, AwsClients, ToolContext } from '../../../tools/tool.ts'

type Answer = Record<string, unknown>

/** AWS as a function: what a call answers. Each call is kept, without its signal. */
export function scriptedClients(answer: (call: AwsCall) => Answer | Promise<Answer>) {
  const calls: Omit<AwsCall, 'signal'>[] = []
  const clients: AwsClients = {
    send: async (call) => {
      const { signal, ...seen } = call
      signal.throwIfAborted()
      calls.push(seen)
      return answer(call)
    },
  }
  return { clients, calls }
}

export const contextOf = (clients: AwsClients, own: Partial<ToolContext> = {}): ToolContext => ({
  clients,
  dataAccess: new Set(),
  defaultRegion: 'us-east-1',
  now: () => new Date('2030-01-02T03:04:05Z'),
  signal: new AbortController().signal,
  ...own,
})

/** An error as the SDK throws it for what a service answered. */
export const awsError = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } })
