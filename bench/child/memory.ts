import { toolEvent } from '../tool-event.ts'

/** Of the handler at the URL given: its memory in bytes, after a call of each of these operations. */
const [handlerUrl = '', ...calls] = process.argv.slice(2)
const { handler }: typeof import('../../services/tool-handler/handler.ts') = await import(
  handlerUrl
)
for (const call of calls) {
  const [tool = '', operation = ''] = call.split(' ')
  await handler({ operation }, toolEvent(tool))
}
globalThis.gc?.()
process.stdout.write(String(process.memoryUsage.rss()))
process.exit()
