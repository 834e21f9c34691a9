import { setUpOutbound } from '../../outbound/set-up.ts'
import { createApp } from './app.ts'
import { agentConfig } from './config.ts'
import { lambdaHandler } from './lambda.ts'

await setUpOutbound(process.env)
export const handler = lambdaHandler(createApp(agentConfig(process.env)))
