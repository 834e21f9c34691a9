import { parseJson } from './json.ts'
import { isRefusal, serverWords } from './refusals/server-words.ts'
import { tidyChunks } from './tidy-chunks.ts'
import { lastUsage } from './tidy-usage.ts'

/** The events of a streamed chat completion, each chunk as OpenAI sends it, and what it took at the end. */
export function tidiedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const { tidy, end } = tidyChunks()
  const usage = lastUsage()
  let line = ''

  function tidyLine(text: string): string {
    const data = /^data: ?(.*?)\r?$/.exec(text)?.[1]
    if (data === undefined) return /^event:/.test(text) ? '' : text
    if (data.trim() === '[DONE]') return [...lastWords(), text].join('\n\n')
    const chunk = parseJson(data)
    if (chunk === undefined || isRefusal(chunk)) return event({ error: serverWords(data) })
    return event(usage.apartFrom(tidy(chunk)))
  }

  function lastWords(): string[] {
    return [end(), usage.told()].flatMap((chunk) => (chunk === undefined ? [] : [event(chunk)]))
  }

  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const lines = (line + decoder.decode(piece, { stream: true })).split('\n')
        line = lines.pop() ?? ''
        for (const one of lines) controller.enqueue(encoder.encode(`${tidyLine(one)}\n`))
      },
      flush(controller) {
        const last = usage.told()
        const rest = line === '' ? '' : `${tidyLine(line)}\n\n`
        const told = last === undefined ? '' : `${event(last)}\n\n`
        if (rest + told !== '') controller.enqueue(encoder.encode(rest + told))
      },
    }),
  )
}

const event = (value: unknown): string => `data: ${JSON.stringify(value)}`
