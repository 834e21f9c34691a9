import {
  BedrockRuntimeClient,
  type ContentBlock,
  ConverseStreamCommand,
  type Message,
  type Tool,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { defaultModelId } from '../../services/agent/config.ts'
import { systemPrompt } from '../../services/agent/system-prompt.ts'

const client = new BedrockRuntimeClient({ requestHandler: new NodeHttpHandler() })
const cachePoint = { cachePoint: { type: 'default' as const } }
const system = [{ text: systemPrompt }, cachePoint]

interface Conversation {
  messages: Message[]
  tools: Tool[]
  onText: (text: string) => void
}

export interface ToolUse {
  toolUseId: string
  name: string
  /** JSON. */
  input: string
}

/** One call of the model: what it said, told as it comes, and the tool that it wants called. */
export async function converse({ messages, tools, onText }: Conversation) {
  const toolConfig = { tools: [...tools, cachePoint] }
  const inferenceConfig = { maxTokens: 8_192 }
  const { stream = [] } = await client.send(
    new ConverseStreamCommand({
      modelId: defaultModelId,
      ...{ system, toolConfig, inferenceConfig, messages: cached(messages) },
    }),
  )
  let text = ''
  let toolUse: ToolUse | undefined
  for await (const { contentBlockStart, contentBlockDelta } of stream) {
    const { toolUseId, name } = contentBlockStart?.start?.toolUse ?? {}
    if (toolUseId !== undefined && name !== undefined) toolUse = { toolUseId, name, input: '' }
    const said = contentBlockDelta?.delta?.text
    if (said !== undefined) onText(said)
    text += said ?? ''
    if (toolUse !== undefined) toolUse.input += contentBlockDelta?.delta?.toolUse?.input ?? ''
  }
  return { text, toolUse }
}

/** Up to the newest message, prompts are cached. */
function cached(messages: Message[]): Message[] {
  const newest = messages.at(-1)
  const content: ContentBlock[] = [...(newest?.content ?? []), cachePoint]
  return [...messages.slice(0, -1), { role: newest?.role, content }]
}
