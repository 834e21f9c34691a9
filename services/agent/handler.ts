import { createApp } from './app.ts'
import { agentConfig } from './config.ts'
import { lambdaHandler } from './lambda.ts'

export const handler = lambdaHandler(createApp(agentConfig(process.env)))
