/**
 * Headers in which the agent tells the gateway what a call belongs to. The target lets them, and no
 * others, through to the tool handler. AgentCore keeps names that begin with `x-amzn-` to itself.
 */
export const traceHeaders = ['x-agent-request-id', 'x-agent-conversation-id'] as const
