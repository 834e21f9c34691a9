import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { awsAgents } from '../outbound/aws-agents.ts'
import { setUpOutbound } from '../outbound/set-up.ts'
import { deployerPolicies, inPolicies, previewPolicies } from './deployer/deployer-policy.ts'
import { githubTrust } from './deployer/github-trust.ts'
import { placeOf, plannedResources } from './deployer/planned-resources.ts'
import { statePolicy } from './deployer/state-policy.ts'
import { deployerOptions } from './deployer-options.ts'
import { project, stackConfiguration } from './stack-configuration.ts'

const help = `npm run -s deployer-policy -- --stack NAME [--preview] [--account NUMBER]
  [--state s3://BUCKET/FOLDER] [--github OWNER/REPOSITORY]

Prints as JSON, by their names, the IAM policies of whoever deploys the stack, or with --preview of whoever
only previews it; with --state what Pulumi's state needs too, with --github whom the role trusts.
The account is that of aws:allowedAccountIds, or of the credentials at hand. Changes nothing.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const options = deployerOptions(args)
  if (options === undefined) {
    process.stderr.write(help)
    return 2
  }
  try {
    const printed = await policiesOf(options)
    process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

type Options = NonNullable<ReturnType<typeof deployerOptions>>

async function policiesOf(options: Options): Promise<Record<string, unknown>> {
  const { stack, preview, state, github } = options
  const { region, config, values } = await stackConfiguration(stack)
  const accountId = options.account ?? (await accountOf(values, region))
  const place = placeOf(accountId, region)
  const { resources, outputs } = await plannedResources(stack, values, place)
  const name = String(outputs.agentFunctionName)
  const deployment = { resources, place, name }
  const policies = preview ? previewPolicies(deployment) : deployerPolicies(deployment)
  const kept =
    state === undefined
      ? []
      : inPolicies(
          `${name}-${preview ? 'preview' : 'deployer'}-state`,
          statePolicy({ url: state, project, stack }, place).filter(
            ({ changes }) => !preview || !changes,
          ),
        )
  for (const line of sayings(
    [...policies, ...kept],
    preview || config.permissionsBoundary !== undefined,
  ))
    process.stderr.write(`${line}\n`)
  return {
    ...Object.fromEntries([...policies, ...kept].map((one) => [one.name, one.document])),
    ...(github !== undefined && {
      trust: githubTrust(github, preview ? `${stack}-preview` : stack, place),
    }),
  }
}

function sayings(policies: readonly { name: string; document: object }[], isBounded: boolean) {
  const sizes = policies.map(
    ({ name, document }) => `${name}: ${JSON.stringify(document).length} of 6,144 characters`,
  )
  if (isBounded) return sizes
  return [
    ...sizes,
    'Whoever writes what the stack’s roles may do can give them anything: set permissionsBoundary, and the policies hold every role to it.',
  ]
}

async function accountOf(values: Record<string, unknown>, region: string): Promise<string> {
  const allowed = values['aws:allowedAccountIds']
  const [only, ...more] = Array.isArray(allowed) ? allowed : []
  if (only !== undefined && more.length === 0) return String(only)
  await setUpOutbound(process.env)
  try {
    const client = new STSClient({ region, requestHandler: awsAgents() })
    const { Account } = await client.send(new GetCallerIdentityCommand({}))
    if (Account !== undefined) return Account
  } catch (cause) {
    throw new Error(
      `Which account it is for is not known (${cause instanceof Error ? cause.message : cause}): say --account 123456789012, or set aws:allowedAccountIds`,
      { cause },
    )
  }
  throw new Error('Which account it is for is not known: say --account 123456789012')
}
