import { setUpOutbound } from '../../outbound/set-up.ts'
import { createApp } from './app.ts'
import { agentConfig } from './config.ts'
import { lambdaHandler } from './lambda.ts'
// Loaded while Lambda lends a starting function a whole processor: a first question does not wait for it.
import './conversations/conversations.ts'

await setUpOutbound(process.env)
const app = createApp(agentConfig(process.env))
export const handler = lambdaHandler(app)
// After the runtime has asked for work, so that the two wait beside each other.
setImmediate(() => void app.prepare())
