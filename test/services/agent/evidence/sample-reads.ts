import { toolEvent } from '../../../../bench/tool-event.ts'
import { sampleAccount } from '../../../../local/sample-account/sample-account.ts'
import type { ReadResult } from '../../../../services/agent/evidence/read.ts'
import { toolOutcome } from '../../../../services/agent/tool-result.ts'
import { toolHandler } from '../../../../services/tool-handler/handle.ts'
import { sdkClients } from '../../../../tools/executor/clients.ts'
import { tools } from '../../../../tools/tools.ts'

/** The moment at which the sample company is read: its times hang on it, and so do the answers about it. */
export const readAt = new Date('2026-03-18T14:25:31.250Z')

/** `ec2 DescribeInstances us-east-1` and further members of its input. */
export interface Read {
  service: string
  input: Record<string, unknown>
}

const handle = toolHandler({
  tools,
  clients: sdkClients({ configure: sampleAccount({ now: () => readAt }).plugInto }),
  dataAccess: new Set(['logs']),
  defaultRegion: 'us-east-1',
  now: () => readAt,
})

/** What the tools say of the sample company, as the agent gets it. */
export async function sampleResult(id: string, { service, input }: Read): Promise<ReadResult> {
  const said = await handle(input, toolEvent(service))
  const { result } = toolOutcome(JSON.stringify(said), false)
  return { id, tool: `${service}_read_operations`, input, result }
}
