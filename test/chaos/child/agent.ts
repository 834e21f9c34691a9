import { createApp } from '../../../services/agent/app.ts'
import { agentConfig } from '../../../services/agent/config.ts'

// An agent in a process of its own, whose clock may be ahead; its address is its one line of output.
const aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0)
const app = createApp(agentConfig(process.env), { clock: () => new Date(Date.now() + aheadMs) })
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
