import { awsCommand } from '../render/aws-command.ts'
import { seriesOf } from '../render/series.ts'
import type { ToolCall, ToolResult } from '../render/tool-data.ts'
import type { CallView } from './page-event.ts'
import { strippedDeep } from './stripped-deep.ts'

export function callView(call: ToolCall, result: ToolResult): CallView {
  const command = awsCommand(call, result)
  return strippedDeep({
    ...(command !== undefined && { command }),
    series: seriesOf(result.result),
  })
}
