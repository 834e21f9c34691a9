import { createServer, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import type { Message, Tool } from '@aws-sdk/client-bedrock-runtime'
import { z } from 'zod'
import { modelForm } from '../../services/agent/model-form/write.ts'
import { listen } from '../../test/stand-ins/listen.ts'
import { callTool, listTools } from '../turns/bare-gateway.ts'
import { converse, type ToolUse } from '../turns/bare-model.ts'
import { beginTurn, endTurn } from '../turns/bare-table.ts'
import { tellParent } from '../turns/tell-parent.ts'

/** The floor: a server that makes the requests of a turn one after the other, and nothing else. */
const server = createServer(async (request, response) => {
  const token = String(request.headers['x-okta-token'])
  const question = questionBody.parse(await json(request))
  response.setHeader('content-type', 'text/event-stream')
  await answer(question, token, response)
  response.end()
})

const questionBody = z.object({ message: z.string(), conversation_id: z.string().optional() })

let tools: Promise<{ gatewayName: string; tool: Tool }[]> | undefined

async function answer(question: z.infer<typeof questionBody>, token: string, to: ServerResponse) {
  tools ??= toolsOf(token)
  const turn = await beginTurn(question.message, question.conversation_id)
  tell(to, 'start', { conversation_id: turn.conversation_id, turn: turn.turn })
  const said: Message[] = [{ role: 'user', content: [{ text: question.message }] }]
  for (;;) {
    const { text, toolUse } = await converse({
      messages: [...turn.history, ...said],
      tools: (await tools).map(({ tool }) => tool),
      onText: (text) => tell(to, 'text', { text }),
    })
    if (toolUse === undefined) {
      said.push({ role: 'assistant', content: [{ text }] })
      break
    }
    said.push(...(await called(toolUse, token)))
  }
  await endTurn(turn, said)
  tell(to, 'done', {})
}

/** The call as the model asked for it, and what came of it. */
async function called({ toolUseId, name, input }: ToolUse, token: string): Promise<Message[]> {
  const gatewayName = (await tools)?.find(({ tool }) => tool.toolSpec?.name === name)?.gatewayName
  const asked = document.parse(JSON.parse(input))
  const result = JSON.parse(await callTool(token, gatewayName ?? '', asked))
  const json = document.parse({ untrusted_aws_data: modelForm(result, asked) })
  return [
    { role: 'assistant', content: [{ toolUse: { toolUseId, name, input: asked } }] },
    { role: 'user', content: [{ toolResult: { toolUseId, content: [{ json }] } }] },
  ]
}

const document = z.record(z.string(), z.json())

async function toolsOf(token: string) {
  const listed = await listTools(token)
  return listed.map(({ name: gatewayName, description, inputSchema }) => {
    const name = gatewayName.replace(/^.*___/, '')
    const toolSpec = { name, description, inputSchema: { json: document.parse(inputSchema) } }
    return { gatewayName, tool: { toolSpec } }
  })
}

function tell(to: ServerResponse, type: string, data: object): void {
  to.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
}

tellParent(`http://127.0.0.1:${await listen(server)}`)
