import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { z } from 'zod'
import type { DeploymentConfig } from '../stacks/config.ts'
import type { AwsJson } from './aws-json.ts'
import { Unmet } from './check.ts'

/** Whether the account runs as many functions at once as are asked for; new accounts run ten. */
export async function lambdaRunsEnough(
  { kind, reservedConcurrency }: Pick<DeploymentConfig, 'kind' | 'reservedConcurrency'>,
  lambda: LambdaClient,
): Promise<string> {
  const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}))
  const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: free = all } =
    AccountLimit ?? {}
  const reserved = (reservedConcurrency.agent ?? 0) + (reservedConcurrency.toolHandler ?? 0)
  const ask = 'ask for more of “Concurrent executions” of AWS Lambda in Service Quotas'
  // Lambda keeps a hundred for functions that reserve none.
  if (reserved > 0 && free - reserved < 100) {
    throw new Unmet(
      `reservedConcurrency takes ${reserved} of the ${free} that are free, and 100 have to stay: ${ask}`,
    )
  }
  if (kind === 'production' && all < 100) {
    throw new Unmet(`${all} functions run at once in this account, too few for production: ${ask}`)
  }
  return `${all} at once`
}

/** Whether a minute's tokens are enough for a question; undefined limits are AWS's to know. */
export async function modelTakesEnough(
  model: DeploymentConfig['model'],
  aws: AwsJson,
): Promise<string> {
  if (model.provider === 'openai') return 'of another server'
  const limit = await tokensPerMinute(model.id, aws)
  if (limit === undefined) return `AWS lists no tokens a minute for ${model.id}`
  if (limit < perQuestion) {
    throw new Unmet(
      `${number(limit)} tokens a minute for ${model.id}, and a question takes some ${number(perQuestion)}: ask for more of its “tokens per minute” of Amazon Bedrock in Service Quotas`,
    )
  }
  return `${number(limit)} tokens a minute, some ${Math.floor(limit / perQuestion)} questions`
}

/** Two calls, of what they read and may write. */
const perQuestion = 36_000
const number = (value: number) => value.toLocaleString('en-US')

async function tokensPerMinute(id: string, aws: AwsJson): Promise<number | undefined> {
  const name = wordsOf(id.replace(/^.*\//, '').replace(/-\d{8}|-v\d+(:\d+)?$/g, ''))
  const [first = ''] = id.split('.')
  const way =
    first === 'global' ? 'global cross' : /^(apac|[a-z]{2}(-gov)?)$/.test(first) ? 'cross' : 'on'
  const model = name.replace(/^(global|apac|[a-z]{2}( gov)?) /, '').replace(/^\S+ /, '')
  for (let token: string | undefined, page = 0; page < 20; page += 1) {
    const input = { ServiceCode: 'bedrock', MaxResults: 100, ...(token && { NextToken: token }) }
    const { Quotas, NextToken } = listed.parse(
      await aws('servicequotas', 'ListServiceQuotas', input),
    )
    const found = Quotas.find(({ QuotaName }) => {
      const said = wordsOf(QuotaName)
      const isOfModel = said.includes('tokens per minute') && said.endsWith(` ${model}`)
      return isOfModel && said.startsWith(way)
    })
    if (found !== undefined || NextToken === undefined) return found?.Value
    token = NextToken
  }
  return undefined
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const listed = z.object({
  Quotas: z.array(z.object({ QuotaName: z.string(), Value: z.number() })).default([]),
  NextToken: z.string().optional(),
})
