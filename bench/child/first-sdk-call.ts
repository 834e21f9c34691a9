import { sdkClients } from '../../tools/executor/clients.ts'

/** How many ms it takes to load one SDK client, and to make its first call. */
const [service = '', operation = ''] = process.argv.slice(2)
const startedAt = performance.now()
const { signal } = new AbortController()
await sdkClients().send({ service, operation, input: {}, region: 'us-east-1', signal })
process.stdout.write(String(performance.now() - startedAt))
process.exit()
