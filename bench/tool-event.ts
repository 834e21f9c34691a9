/** The context of a call of `ec2_read_operations`, for `ec2`, as AgentCore and Lambda give it. */
export const toolEvent = (tool: string) => ({
  getRemainingTimeInMillis: () => 900_000,
  clientContext: {
    custom: { bedrockAgentCoreToolName: `docker-strands-target___${tool}_read_operations` },
  },
})
