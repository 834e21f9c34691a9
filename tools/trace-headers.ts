/**
 * Headers in which the agent tells the gateway what a call belongs to, and what it may cost. The target
 * lets them, and no others, through to the tool handler. AgentCore keeps names that begin with
 * `x-amzn-` to itself. Any client of the gateway may send them: none gives a right.
 */
export const traceHeaders = [
  'x-agent-request-id',
  'x-agent-conversation-id',
  'x-agent-budget-usd',
  // Whose clock “yesterday” is of.
  'x-agent-time-zone',
] as const
