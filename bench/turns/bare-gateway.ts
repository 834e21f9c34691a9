import { z } from 'zod'

const url = process.env.GATEWAY_URL ?? ''

/** The tools as the gateway lists them. */
export async function listTools(token: string) {
  return listed.parse(await rpc(token, 'tools/list', {})).result.tools
}

/** One call over MCP, which begins with nothing. */
export async function callTool(token: string, name: string, input: unknown): Promise<string> {
  const answer = await rpc(token, 'tools/call', { name, arguments: input })
  return called.parse(answer).result.content[0]?.text ?? ''
}

const listed = z.object({
  result: z.object({
    tools: z.array(
      z.object({ name: z.string(), description: z.string(), inputSchema: z.looseObject({}) }),
    ),
  }),
})
const called = z.object({
  result: z.object({ content: z.array(z.object({ text: z.string() })) }),
})

async function rpc(token: string, method: string, params: object): Promise<unknown> {
  return (await send(token, { jsonrpc: '2.0', id: 1, method, params })).json()
}

function send(token: string, body: object): Promise<Response> {
  const headers = {
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}
