import { pino } from 'pino'
import { toolHandler } from '../services/tool-handler/handle.ts'
import { sdkClients } from '../tools/executor/clients.ts'
import type { ToolResult } from '../tools/tool.ts'
import { tools } from '../tools/tools.ts'
import { toolEvent } from './tool-event.ts'

/** Calls `ec2` for `ec2_read_operations` through the handler, as it is in Lambda. */
export async function callTool(tool: string, input: unknown): Promise<ToolResult> {
  const result = await handle(input, toolEvent(tool))
  if (result.status !== 'ok') throw new Error(JSON.stringify(result))
  return result
}

const handle = toolHandler({
  tools,
  clients: sdkClients(),
  dataAccess: new Set(),
  defaultRegion: 'us-east-1',
  log: pino(pino.destination('/dev/null')),
})
