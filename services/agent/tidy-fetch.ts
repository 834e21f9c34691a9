import { parseJson } from './json.ts'
import { tidyChunks } from './tidy-chunks.ts'

/** A fetch by which the chunks of a streamed chat completion come as OpenAI sends them. */
export async function tidyFetch(url: string | URL | Request, init?: RequestInit) {
  const response = await fetch(url, init)
  const type = response.headers.get('content-type') ?? ''
  if (!type.startsWith('text/event-stream') || response.body === null) return response
  const { status, headers } = response
  return new Response(tidied(response.body), { status, headers })
}

function tidied(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const { tidy, end } = tidyChunks()
  let line = ''

  function tidyLine(text: string): string {
    const data = /^data: ?(.*?)\r?$/.exec(text)?.[1]
    if (data === undefined) return text
    if (data.trim() === '[DONE]') {
      const last = end()
      return last === undefined ? text : `data: ${JSON.stringify(last)}\n\n${text}`
    }
    const chunk = parseJson(data)
    return chunk === undefined ? text : `data: ${JSON.stringify(tidy(chunk))}`
  }

  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const lines = (line + decoder.decode(piece, { stream: true })).split('\n')
        line = lines.pop() ?? ''
        for (const one of lines) controller.enqueue(encoder.encode(`${tidyLine(one)}\n`))
      },
      flush(controller) {
        if (line !== '') controller.enqueue(encoder.encode(tidyLine(line)))
      },
    }),
  )
}
