import { z } from 'zod'
import type { Statement } from './iam-document.ts'
import type { StackConfig } from './stack-config.ts'
import actions from './tool-actions.json' with { type: 'json' }

/** Of the role, and of the policies that are made for it. A name that is not given says nothing. */
export const isToolRole = (name: string | undefined) =>
  name === undefined || /(^|-)[a-z0-9]+-bedrock-agentcore-mcp-tool(-|$)/.test(name)

export const isGatewayRole = (name: string | undefined) =>
  name === undefined || /(^|-)BedrockAgentCoreGatewayExecutionRole-/.test(name)

/** A statement `Read…` of actions that the catalogue counts as metadata. */
export const readsMetadata = ({ Sid, Action }: Statement) =>
  /^Read($|[A-Z])/.test(Sid) && Action.every(isMetadata)

/** Named, or by a pattern within one of those that stand for metadata alone. */
const isMetadata = (action: string) =>
  metadata.has(action) ||
  actions.patterns.some(
    (pattern) => pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)),
  )

/** A statement `Data…` of one kind of data that the stack's configuration opens, and its actions. */
export function readsOpenData({ Sid, Action }: Statement, { dataAccess }: StackConfig): boolean {
  const [, capitalized = ''] = /^Data([A-Z][a-z]+?)(Part\d+)?$/.exec(Sid) ?? []
  const kind = capitalized.toLowerCase()
  return dataAccess.includes(kind) && Action.every((action) => data[kind]?.actions.includes(action))
}

/** Whether the tool role may have an action, whatever resource it is on. */
export const isToolAction = (
  action: string,
  { dataAccess, modelAccess, hasNetwork, functionsKey }: StackConfig,
) =>
  isMetadata(action) ||
  ownLogs.includes(action) ||
  (hasNetwork && networkActions.includes(action)) ||
  (functionsKey !== undefined && action === 'kms:Decrypt') ||
  (modelAccess && invoke.includes(action)) ||
  dataAccess.some((kind) => data[kind]?.actions.includes(action))

/** What the role must be denied, whatever else is attached to it. */
export const deniedActions = ({ dataAccess, modelAccess }: StackConfig): string[] =>
  actions.denied.actions.filter(
    (action) =>
      !(modelAccess && invoke.includes(action)) &&
      !dataAccess.some((kind) => data[kind]?.actions.includes(action)),
  )

/** Of API Gateway, whose actions are those of HTTP. */
export const deniedPaths = ({ dataAccess }: StackConfig): string[] =>
  actions.denied.paths.filter(
    (path) => !dataAccess.some((kind) => data[kind]?.paths.includes(path)),
  )

const metadata: ReadonlySet<string> = new Set(actions.metadata)
const list = z.array(z.string())
/** By kind. */
const data = z.record(z.string(), z.object({ actions: list, paths: list })).parse(actions.data)

/** With which Lambda itself, in the role's name, connects a function to a VPC. */
export const networkActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
]

const ownLogs = ['logs:CreateLogStream', 'logs:PutLogEvents']
const invoke = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']
