import type { BedrockAnswer, BedrockRequest } from '../stand-ins/bedrock.ts'
import { type Fault, FaultPlan } from '../stand-ins/fault-plan.ts'

const text = ['The network ', 'is vpc-1.']
export const finalAnswer = text.join('')

/** A model that looks once and then answers; broken at a call, or midway through what it says. */
export function breakableModel() {
  const plan = new FaultPlan()
  const model = {
    plan,
    /** Awaited before each answer. */
    before: async () => {},
    async answer(request: BedrockRequest): Promise<BedrockAnswer> {
      await model.before()
      const call = canLook(request) ? 'first call' : 'second call'
      const unanswered = plan.strike(call)
      if (unanswered !== undefined) return atOnce[unanswered]
      const halfSaid = plan.strike(`${call}, midway`)
      if (halfSaid !== undefined) return { text: ['Half of'], ...midway[halfSaid] }
      return call === 'first call' ? { text: ['Let me look.'], tools: [look] } : { text }
    },
  }
  return model
}

const look = {
  id: 't1',
  name: 'ec2_read_operations',
  input: { operation: 'DescribeVpcs', region: 'us-east-1' },
}

function canLook({ messages, toolConfig }: BedrockRequest): boolean {
  return toolConfig !== undefined && !JSON.stringify(messages.at(-1)).includes('toolResult')
}

const atOnce: Record<Fault, BedrockAnswer> = {
  fail: { refuse: { exception: 'InternalServerException', status: 500 } },
  throttle: { refuse: { exception: 'ThrottlingException', status: 429 } },
  stall: { vanish: 'silence' },
  freeze: { breakWith: 'stall' },
  garbage: { breakWith: 'garbage' },
  cut: { vanish: 'disconnect' },
}

const midway: Record<Fault, BedrockAnswer> = {
  fail: { breakWith: { exception: 'internalServerException' } },
  throttle: { breakWith: { exception: 'throttlingException' } },
  stall: { breakWith: 'stall' },
  freeze: { breakWith: 'stall' },
  garbage: { breakWith: 'garbage' },
  cut: { breakWith: 'cut' },
}
