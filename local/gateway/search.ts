import type { Tool as ListedTool } from '@modelcontextprotocol/server'
import MiniSearch from 'minisearch'
import type { Tool } from '../../tools/tool.ts'

export type ServedTool = Pick<Tool, 'name' | 'description' | 'inputSchema'>

/** The tool that a gateway with semantic search adds, as AgentCore describes it. */
export const searchTool: ServedTool = {
  name: 'x_amz_bedrock_agentcore_search',
  description:
    'A special tool that returns a trimmed down list of tools given a context. Use this tool ' +
    'only when there are many tools available and you want to get a subset that matches the ' +
    'provided context.',
  inputSchema: {
    type: 'object',
    properties: { query: { type: 'string', description: 'Search query' } },
    required: ['query'],
  },
}

/** By words rather than by meaning: the nearest ten. */
export function toolSearch(tools: readonly ListedTool[]): (query: string) => ListedTool[] {
  const index = new MiniSearch<ListedTool>({
    idField: 'name',
    fields: ['name', 'description'],
    tokenize: (text) => text.toLowerCase().split(/[^a-z0-9]+/),
    searchOptions: { prefix: true, boost: { name: 2 } },
  })
  index.addAll(tools)
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  return (query) =>
    index
      .search(query)
      .slice(0, 10)
      .flatMap(({ id }) => byName.get(id) ?? [])
}
