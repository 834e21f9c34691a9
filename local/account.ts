import { awsAgents } from '../outbound/aws-agents.ts'
import { sdkClients } from '../tools/executor/clients.ts'
import { type AwsClients, dataKinds } from '../tools/tool.ts'
import { company } from './sample-account/facts/company.ts'
import { sampleAccount } from './sample-account/sample-account.ts'
import { StartError } from './start-error.ts'

/** The AWS account that the tools read. */
export interface Account {
  clients: AwsClients
  region: string
  /** For the banner: which account it is, and what stands behind it. */
  banner: string
  /** What `DATA_ACCESS` opens where the environment does not say. */
  dataAccess: string
}

export async function openAccount(kind: 'sample' | 'aws', now: () => Date): Promise<Account> {
  return kind === 'sample' ? openSampleAccount(now) : openAwsAccount()
}

function openSampleAccount(now: () => Date): Account {
  const account = sampleAccount({ now })
  return {
    clients: sdkClients({ configure: account.plugInto, account: company.accountId }),
    region: 'us-east-1',
    banner: 'Account: the sample account, a made-up company (--account aws for yours).',
    dataAccess: dataKinds[0],
  }
}

/** By the standard settings of the AWS SDK; throws a StartError where they lead nowhere. */
async function openAwsAccount(): Promise<Account> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts')
  const sts = new STSClient({ maxAttempts: 2, requestHandler: awsAgents() })
  const region = await sts.config.region().catch(() => undefined)
  if (region === undefined) {
    throw new StartError('No AWS region is set. Set AWS_REGION, or a profile that has one.')
  }
  const abortSignal = AbortSignal.timeout(10_000)
  const identity = await sts
    .send(new GetCallerIdentityCommand(), { abortSignal })
    .catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new StartError(
        `AWS does not say who you are: ${reason}\nCheck AWS_PROFILE or the AWS_… credentials (region ${region}).`,
        { cause },
      )
    })
  sts.destroy()
  return {
    clients: sdkClients({ account: identity.Account }),
    region,
    banner:
      `Account: ${identity.Account}, as ${identity.Arn}, region ${region}.\n` +
      'The tools use these credentials: no read-only role stands behind the catalogue and the executor here.\n' +
      'Whoever has the secret of this run (it is printed, and kept in a file that you alone may read) reads with them.',
    dataAccess: '',
  }
}
