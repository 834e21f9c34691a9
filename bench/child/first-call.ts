import { toolEvent } from '../tool-event.ts'

/** Of the handler at the URL given: how many ms its first call of an operation takes. */
process.env.SERVICES = 'all'
const [handlerUrl = '', tool = '', operation = ''] = process.argv.slice(2)
const { handler }: typeof import('../../services/tool-handler/handler.ts') = await import(
  handlerUrl
)
const startedAt = performance.now()
const { status } = await handler({ operation }, toolEvent(tool))
process.stdout.write(String(performance.now() - startedAt))
process.exit(status === 'ok' ? 0 : 1)
