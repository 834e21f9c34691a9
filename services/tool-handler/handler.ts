import { pino } from 'pino'
import { setUpOutbound } from '../../outbound/set-up.ts'
import { sdkClients } from '../../tools/executor/clients.ts'
import { toolsFor } from '../../tools/tools.ts'
import { loggedError } from '../logged-error.ts'
import { readEnvironment } from './environment.ts'
import { toolHandler } from './handle.ts'

await setUpOutbound(process.env)
const { dataAccess, readableAccounts, services, environment, logLevel, region } = readEnvironment(
  process.env,
)

/** The Lambda entry. Clients and catalogue are loaded at the first call that needs them. */
export const handler = toolHandler({
  tools: toolsFor(services),
  clients: sdkClients(),
  dataAccess,
  readableAccounts,
  services,
  defaultRegion: region,
  log: pino({ level: logLevel, base: { environment }, serializers: { err: loggedError } }),
})
