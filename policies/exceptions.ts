import type { Statement } from './iam-document.ts'

/** What a rule lets pass, and why. A statement is one exception's whole, or it is none. */
interface Exception {
  reason: string
  covers(statement: Statement): boolean
}

/** Statements whose resource may be `*`. */
const wildcards: readonly Exception[] = [
  {
    reason:
      'The tools answer about the whole estate, whose resources are not known before: what holds them is that each action only reads.',
    covers: ({ Sid, Action }) => /^Read[A-Z]/.test(Sid) && Action.every(reads),
  },
  {
    reason:
      'Kinds of data that configuration (dataAccess) switched on, off by default: logs, objects, items, messages.',
    covers: ({ Sid, Action }) => /^Data[A-Z]/.test(Sid) && Action.every(readsData),
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
      'AgentCore’s own account brings no source with it. The role may invoke one function that only reads; agentCoreServiceAccount: false leaves the statement out.',
    covers: ({ Sid, Principal }) =>
      Sid === 'AgentCoreServiceAccount' && isOnly(Principal, 'AWS', agentCoreAccount),
  },
]

export const isExplainedWildcard = (statement: Statement) =>
  wildcards.some(({ covers }) => covers(statement))

export const isExplainedTrust = (statement: Statement) =>
  trusts.some(({ covers }) => covers(statement))

const agentCoreAccount = /^arn:aws:iam::996756280381:root$/

function isOnly(principals: Statement['Principal'], kind: string, name: RegExp): boolean {
  const [first, ...others] = Object.entries(principals)
  return others.length === 0 && first?.[0] === kind && first[1].every((one) => name.test(one))
}

/** By verb; API Gateway's actions are those of HTTP. */
const reads = (action: string) =>
  /^[a-z0-9-]+:(GET$|Describe|Get|List|Lookup|Query|Search|Simulate|Test|Validate|Batch(Describe|Get))/.test(
    action,
  ) || action === 'ec2:ExportClientVpnClientCertificateRevocationList'

/** A receive hides a message for a while, and a query of logs is started and stopped. */
const readsData = (action: string) =>
  reads(action) ||
  /^(dynamodb:(PartiQLSelect|Scan)|logs:(FilterLogEvents|StartQuery|StopQuery)|rds:DownloadDBLogFilePortion|sqs:ReceiveMessage|bedrock:Export\w+|sns:CheckIfPhoneNumberIsOptedOut)$/.test(
    action,
  )
