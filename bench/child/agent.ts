import { createApp } from '../../services/agent/app.ts'
import { agentConfig } from '../../services/agent/config.ts'
import { tellParent } from '../turns/tell-parent.ts'

/** The agent on loopback, as its environment configures it. */
const app = createApp(agentConfig(process.env))
tellParent(await app.listen({ port: 0, host: '127.0.0.1' }))
