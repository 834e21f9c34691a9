import { dirname } from 'node:path'
import type { Plugin } from 'esbuild'

/**
 * Of Strands, its agent without what the agent names and ours has none of: with it would come MCP's SDK,
 * a compiler of JSON schemas and all of zod, which the first person to ask would wait for. Each such name
 * stands for a class that nothing is an instance of; to make one, or to call it, is an error.
 */
export const strandsAgentAlone: Plugin = {
  name: 'strands-agent-alone',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]@strands-agents[/\\]sdk[/\\]dist[/\\]src[/\\]/ }, ({ path }) => {
      const [, module = ''] = path.replaceAll('\\', '/').split('/sdk/dist/src/')
      const contents = replaced[module]
      return contents === undefined ? null : { contents, loader: 'js', resolveDir: dirname(path) }
    })
    onLoad({ filter: /[/\\]@opentelemetry[/\\]api[/\\].*[/\\]index\.js$/ }, () => ({
      contents: openTelemetry,
    }))
  },
}

const never = (name: string) => `throw new Error('Left out of the bundle: ${name} of Strands')`
const absent = (...names: string[]) =>
  names.map((name) => `export function ${name}() { ${never(name)} }`).join('\n')

/** Nobody collects traces or metrics here: what Strands writes of every message for them would go nowhere. */
const openTelemetry = `const instrument = { add() {}, record() {} }
  const meter = { createCounter: () => instrument, createHistogram: () => instrument }
  export const metrics = { getMeter: () => meter }`

/** What agents and tools call of it; spans are null where telemetry is off. */
export const tracerMethods = [
  'AgentSpan',
  'AgentLoopSpan',
  'ModelInvokeSpan',
  'ToolCallSpan',
].flatMap((span) => [`start${span}`, `end${span}`])
const tracer = `export class Tracer {
    localTraces = []
    withSpanContext(_span, act) { return act() }
    ${tracerMethods.map((name) => `${name}() { return null }`).join('\n')}
  }
  ${absent('AgentTrace')}`

const replaced: Readonly<Record<string, string>> = {
  // Beside what it exports, it sets up sandboxes and MCP servers.
  'index.node.js': `export * from './index.js'`,
  'telemetry/tracer.js': tracer,
  'agent/printer.js': absent('AgentPrinter', 'getDefaultAppender'),
  'agent/snapshot.js': absent('takeSnapshot', 'loadSnapshot'),
  'agent/agent-as-tool.js': absent('AgentAsTool'),
  'mcp/index.js': absent('McpClient'),
  'models/routing/router.js': absent('ModelRouter', 'RoutingCandidate'),
  'memory/memory-manager.js': absent('MemoryManager'),
  'session/session-manager.js': absent('SessionManager'),
  'background-tasks/background-tasks.js': absent('BackgroundTasks'),
  'conversation-manager/sliding-window-conversation-manager.js': absent(
    'SlidingWindowConversationManager',
  ),
  'context-manager/modes/agentic/agentic-context.js': absent(
    'summarizeContextTool',
    'truncateContextTool',
    'pinContextTool',
    'createTokenUsageMiddleware',
  ),
  'context-manager/context-manager.js': `export class ContextManager {
    static from(config) { if (config !== undefined) ${never('ContextManager')} }
  }`,
  'tools/structured-output-tool.js': `${absent('StructuredOutputTool')}
    export const STRUCTURED_OUTPUT_TOOL_NAME = 'strands_structured_output'`,
}
