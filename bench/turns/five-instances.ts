import { sampleAccount } from '../../local/sample-account/sample-account.ts'
import { type Json, toolOutcome } from '../../services/agent/tool-result.ts'
import { toolHandler } from '../../services/tool-handler/handle.ts'
import { sdkClients } from '../../tools/executor/clients.ts'
import { tools } from '../../tools/tools.ts'
import { toolEvent } from '../tool-event.ts'

/** What the tool says of five instances of the sample account, whole, as the agent gets it. */
export async function fiveInstances(): Promise<Json> {
  const now = new Date('2026-11-28T12:00:20Z')
  const handle = toolHandler({
    tools,
    clients: sdkClients({ configure: sampleAccount({ now: () => now }).plugInto }),
    dataAccess: new Set(),
    defaultRegion: 'us-east-1',
    now: () => now,
  })
  const describe = (InstanceIds: unknown[]) =>
    handle(
      {
        operation: 'DescribeInstances',
        region: 'us-east-1',
        ...(InstanceIds.length > 0 && { parameters: { InstanceIds } }),
      },
      toolEvent('ec2'),
    )
  const [all] = (await describe([])).regions
  const items = all?.status === 'ok' ? all.items : []
  const five = items.slice(0, 5).map((item) => Object(item).InstanceId)
  return toolOutcome(JSON.stringify(await describe(five)), false).result
}
