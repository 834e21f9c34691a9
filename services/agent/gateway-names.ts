/**
 * A gateway's tools under the names that people and models call them by: without their target. A
 * name that two targets share stays whole for the later one. The gateway's own search over its tools
 * is left out, as all of them are seen anyway. Shared with the client.
 */
export function byShortName<T extends { name: string }>(listed: readonly T[]): Map<string, T> {
  const named = new Map<string, T>()
  for (const tool of listed) {
    const short = shortName(tool.name)
    if (short !== gatewaySearch) named.set(named.has(short) ? tool.name : short, tool)
  }
  return named
}

const gatewaySearch = 'x_amz_bedrock_agentcore_search'

/** Of `target___tool`, the tool. */
function shortName(name: string): string {
  const separator = name.indexOf('___')
  return separator === -1 ? name : name.slice(separator + 3)
}
