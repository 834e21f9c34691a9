import { getProject, getStack, runtime } from '@pulumi/pulumi'
import { ownRevision } from './images/revision.ts'
import { Agent } from './stacks/agent.ts'
import { Budget } from './stacks/budget.ts'
import { deploymentConfig } from './stacks/config.ts'
import { Conversations } from './stacks/conversations.ts'
import { checkFits } from './stacks/fits.ts'
import { Gateway } from './stacks/gateway.ts'
import { identityOutput } from './stacks/identity-output.ts'
import { Image } from './stacks/image.ts'
import { imageSource } from './stacks/image-source.ts'
import { resourceNames } from './stacks/names.ts'
import { Observability } from './stacks/observability.ts'
import { ownValues } from './stacks/own-values.ts'
import { currentPlace } from './stacks/place.ts'
import { pushedDigest } from './stacks/pushed-image.ts'
import { ToolHandler } from './stacks/tool-handler.ts'
import { chosenServices } from './tools/catalogue/chosen-services.ts'
import { executionPolicies } from './tools/iam/execution-policies.ts'
import { toolsFor } from './tools/tools.ts'

const config = deploymentConfig(ownValues(runtime.allConfig(), getProject()), getStack())
const place = await currentPlace()
checkFits(config, place)
const names = resourceNames(config, place)
const shared = { config, names, place }
const services = chosenServices(config.services)
const tools = toolsFor(services)

const toolHandlerSource = await imageSource('tool-handler', config.baseImage)
const toolHandlerImage = new Image('tool-handler', {
  repositoryName: names.toolHandler,
  source: toolHandlerSource,
  pushed: await pushedDigest(names.toolHandler, toolHandlerSource.tag),
  kmsKeyArn: config.images.kmsKeyArn,
  tags: config.tags,
})
const toolHandler = new ToolHandler('tool-handler', {
  imageUri: toolHandlerImage.uri,
  policies: await executionPolicies({
    services,
    readableAccounts: config.toolRole.readableAccounts,
    dataAccess: new Set(config.dataAccess),
    partition: place.partition,
  }),
  ...shared,
})
const gateway = new Gateway('gateway', { tools, toolHandler: toolHandler.alias, ...shared })
const conversations = new Conversations('conversations', {
  tableName: names.conversations,
  config,
})
const agentSource = await imageSource('agent', config.baseImage)
const agentImage = new Image('agent', {
  repositoryName: names.agent,
  source: agentSource,
  pushed: await pushedDigest(names.agent, agentSource.tag),
  kmsKeyArn: config.images.kmsKeyArn,
  tags: config.tags,
})
const agent = new Agent('agent', {
  imageUri: agentImage.uri,
  conversationsTable: conversations.tableName,
  gatewayUrl: gateway.gatewayUrl,
  revision: ownRevision(),
  ...shared,
})
if (config.budget !== undefined) new Budget('budget', { budget: config.budget, config, names })
new Observability('observability', { tools, gatewayArn: gateway.gatewayArn, ...shared })

export const { environment } = config
export const { region } = place
export const functionUrl = agent.url
export const agentFunctionName = agent.functionName
export const toolFunctionName = toolHandler.functionName
export const conversationsTableName = conversations.tableName
export const { gatewayId, gatewayUrl, targetId: gatewayTargetId, roleArn: gatewayRoleArn } = gateway
export const okta = identityOutput(config)
