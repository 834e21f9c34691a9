/** A tool as the gateway gives it to one caller; `name` is bare, `gatewayName` has its target. */
export interface ListedTool {
  name: string
  gatewayName: string
  description: string
  inputSchema: Record<string, unknown>
}

/** A list, and when the gateway gave it: milliseconds since 1970. */
export interface KeptTools {
  tools: readonly ListedTool[]
  listedAt: number
}
