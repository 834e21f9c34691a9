import type { InvokeTool } from '../../local/gateway/target.ts'
import { type FaultPlan, upstreamText } from '../stand-ins/fault-plan.ts'

/** The tool handler as AgentCore invokes it, or what Lambda makes of one that breaks. */
export function breakableTools(invoke: InvokeTool, plan: FaultPlan): InvokeTool {
  return (event, context) => {
    switch (plan.strike('call')) {
      case undefined:
        return invoke(event, context)
      case 'fail':
        throw new Error(`Unhandled: ${upstreamText}`)
      case 'throttle':
        throw new Error(`TooManyRequestsException: ${upstreamText}`)
      case 'cut':
        throw new Error(`Runtime exited: ${upstreamText}`)
      case 'garbage':
        return Promise.resolve(['nonsense', { regions: 'none' }])
      case 'stall':
      case 'freeze':
        return new Promise(() => {})
    }
  }
}
