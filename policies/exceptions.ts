import { isPattern, parseArn } from './arn.ts'
import type { Statement } from './iam-document.ts'
import { testsOf } from './principals.ts'
import type { StackConfig } from './stack-config.ts'
import {
  isGatewayRole,
  isToolRole,
  networkActions,
  readsMetadata,
  readsOpenData,
} from './tool-role.ts'

/** Whose a statement is: the name of the role, or of a policy made for it, as far as it is given. */
export interface Owner {
  name: string | undefined
  config: StackConfig
}

/** What a rule lets pass, and why. A statement is one exception's whole, or it is none. */
interface Exception {
  reason: string
  covers(statement: Statement, owner: Owner): boolean
}

/** Statements whose resource may be everything there is of a kind. */
const wildcards: readonly Exception[] = [
  {
    reason:
      'The tools answer about the whole estate, whose resources are not known before: what holds their role is that each action is one that the catalogue counts as metadata.',
    covers: (statement, { name }) => isToolRole(name) && readsMetadata(statement),
  },
  {
    reason:
      'Kinds of data that the stack’s configuration (dataAccess) switched on, off by default: logs, objects, items, messages, environment, code.',
    covers: (statement, { name, config }) => isToolRole(name) && readsOpenData(statement, config),
  },
  {
    reason:
      'Lambda makes a function’s network interfaces in its role’s name, in subnets that may be another account’s. The function itself is denied to (rule function-network).',
    covers: ({ Sid, Action }, { config }) =>
      config.hasNetwork &&
      /^(Own|Find)NetworkInterfaces$/.test(Sid) &&
      Action.every(
        (action) =>
          networkActions.includes(action) ||
          /^ec2:Describe(NetworkInterfaces|Subnets)$/.test(action),
      ),
  },
  {
    reason:
      'A profile of Bedrock sends requests to models in regions of its own choosing; they are allowed through that one profile alone.',
    covers: (statement) =>
      statement.Action.every((action) =>
        /^bedrock:InvokeModel(WithResponseStream)?$/.test(action),
      ) &&
      statement.Resource.every((arn) => parseArn(arn)?.resource.startsWith('foundation-model/')) &&
      testsOf(statement).some(
        ({ key, values }) =>
          key === 'bedrock:inferenceprofilearn' &&
          values.every((value) => !isPattern(value) && value !== ''),
      ),
  },
]

/** Statements that trust others with no condition on whose behalf. */
const trusts: readonly Exception[] = [
  {
    reason:
      'Lambda sets no source when it takes a role; it hands one only to functions whose maker may pass it on (iam:PassRole).',
    covers: ({ Principal }) => isOnly(Principal, 'Service', /^lambda\.amazonaws\.com$/),
  },
  {
    reason:
      'AgentCore’s own account brings no source with it. The gateway’s role may invoke one function that only reads; agentCoreServiceAccount: false leaves the statement out.',
    covers: ({ Sid, Principal }, { name }) =>
      Sid === 'AgentCoreServiceAccount' &&
      isGatewayRole(name) &&
      isOnly(Principal, 'AWS', agentCoreAccount),
  },
]

export const isExplainedWildcard = (statement: Statement, owner: Owner) =>
  wildcards.some(({ covers }) => covers(statement, owner))

export const isExplainedTrust = (statement: Statement, owner: Owner) =>
  trusts.some(({ covers }) => covers(statement, owner))

const agentCoreAccount = /^arn:aws:iam::996756280381:root$/

function isOnly(principals: Statement['Principal'], kind: string, name: RegExp): boolean {
  const [first, ...others] = Object.entries(principals)
  return others.length === 0 && first?.[0] === kind && first[1].every((one) => name.test(one))
}
