import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type BaseModelConfig,
  type Message,
  Model,
  type ModelStreamEvent,
} from '@strands-agents/sdk'
import { z } from 'zod'
import { localSession } from '../../local/local-session.ts'
import { type Stack, startStack } from '../../local/stack.ts'
import { recipes } from '../../tools/recipes/recipes.ts'
import { tools } from '../../tools/tools.ts'
import { converse } from './offline-model/conversation.ts'

/** A model that makes the call that its question is, as a language model would by a recipe's name. */
class ScriptedModel extends Model<BaseModelConfig> {
  override updateConfig(): void {}

  override getConfig(): BaseModelConfig {
    return { modelId: 'scripted', maxTokens: 0, contextWindowLimit: 1_000_000 }
  }

  override async *stream(messages: Message[]): AsyncGenerator<ModelStreamEvent> {
    const last = messages.at(-1)?.content ?? []
    const asked = last.map((block) => (block.type === 'textBlock' ? block.text : '')).join('')
    yield { type: 'modelMessageStartEvent', role: 'assistant' }
    if (last.some(({ type }) => type === 'toolResultBlock')) {
      yield { type: 'modelContentBlockStartEvent' }
      yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text: 'So it is.' } }
      yield { type: 'modelContentBlockStopEvent' }
      yield { type: 'modelMessageStopEvent', stopReason: 'endTurn' }
      return
    }
    const { tool: name, input } = JSON.parse(asked)
    yield {
      type: 'modelContentBlockStartEvent',
      start: { type: 'toolUseStart', name, toolUseId: 'scripted_1' },
    }
    yield {
      type: 'modelContentBlockDeltaEvent',
      delta: { type: 'toolUseInputDelta', input: JSON.stringify(input) },
    }
    yield { type: 'modelContentBlockStopEvent' }
    yield { type: 'modelMessageStopEvent', stopReason: 'toolUse' }
  }
}

interface Fact {
  parameters?: object
  holds: RegExp
  /** What the parameters leave out. */
  not?: RegExp
}

/** Facts of the sample account. */
const facts: Readonly<Record<string, readonly Fact[]>> = {
  overview: [{ parameters: { environment: 'prod' }, holds: /checkout-api/, not: /staging-/ }],
  firing_alarms: [
    { holds: /order-events-dlq-not-empty/ },
    { parameters: { name: 'checkout-api-5xx' }, holds: /checkout-api-5xx/, not: /dlq/ },
  ],
  recent_changes: [
    {
      parameters: { period: 'last 48 hours', by: 'tom.lindqvist' },
      holds: /tom\.lindqvist\*\* UpdateService on checkout-api/,
      not: /ci-deployer/,
    },
  ],
  service_errors: [
    {
      parameters: { name: 'checkout-api' },
      holds: /checkout-api:4\.11\.3 → checkout-api:4\.12\.0\) by tom\.lindqvist/,
    },
  ],
  log_errors: [
    { parameters: { name: 'order-events-consumer' }, holds: /order\.total missing/, not: /web/ },
  ],
  services_short_of_tasks: [{ holds: /checkout-api/, not: /catalog-api/ }],
  database_load: [{ parameters: { name: 'orders-db' }, holds: /orders-db.*CPU/, not: /analytics/ }],
  metrics: [
    {
      parameters: { name: 'order-events-consumer', metric: 'errors', period: 'last 3 hours' },
      holds: /order-events-consumer.*Errors 4,\d\d\d/,
    },
  ],
  bill_increase: [{ holds: /g5\.12xlarge|embedding-backfill/ }],
  spend_by_service: [
    { parameters: { period: 'last month' }, holds: /Relational Database Service/ },
  ],
  cost: [
    {
      parameters: { service: 'lambda', period: 'last month' },
      holds: /lambda cost \*\*\$\d\d\.\d\d/,
    },
  ],
  open_to_internet: [{ holds: /ops-bastion.*22 \(SSH\)/ }],
  open_ports: [
    { parameters: { port: '80', from: 'internet' }, holds: /storefront-alb/, not: /bastion/ },
  ],
  inventory: [{ holds: /20 instances, 5 databases, 8 services/ }],
  connections: [
    { parameters: { name: 'order-events-consumer' }, holds: /order-events/, not: /nightly-report/ },
  ],
  what_is: [{ parameters: { name: '10.20.11.61' }, holds: /legacy-backoffice/ }],
  instances_without_tag: [{ parameters: { tag: 'Owner' }, holds: /^11 instances of 20/ }],
  untagged_resources: [{ parameters: { tag: 'Owner' }, holds: /Owner/ }],
  unused_spend: [{ holds: /embedding-backfill/ }],
  unattached_volumes: [{ holds: /^4 volumes .* 2,500 GiB/ }],
  old_access_keys: [
    { holds: /ci-deployer \(388 days old/ },
    { parameters: { days: 1000 }, holds: /legacy-reporting/, not: /ci-deployer/ },
  ],
  users_without_mfa: [
    { holds: /jonas\.weber and samir\.haddad/ },
    { parameters: { group: 'billing' }, holds: /samir\.haddad/, not: /jonas/ },
  ],
  root_user: [{ holds: /has MFA\*\*\. It has no access key/ }],
  password_policy: [
    { parameters: { min_length: 14 }, holds: /\*\*No\*\*: the minimum length is \*\*10\*\*/ },
  ],
  full_admin: [{ holds: /AdministratorAccess.*platform/ }],
  permissions: [
    {
      parameters: { name: 'jonas', action: 's3:DeleteBucket' },
      holds: /Yes: the user \*\*jonas\.weber\*\* .*PowerUserAccess/,
    },
  ],
  reachability: [
    {
      parameters: { from: 'build-server', to: 'orders-db', port: 'postgres' },
      holds: /Yes, by the network: \*\*build-server/,
    },
  ],
  group_members: [{ parameters: { name: 'billing' }, holds: /samir\.haddad/, not: /maya/ }],
  cross_account_roles: [{ holds: /former-agency-access\*\* by the other account 111122223333/ }],
  trail_logging: [{ holds: /quillmarket-cloudtrail/ }],
  breaking_soon: [{ parameters: { days: 30 }, holds: /pay\.quillmarket\.example/ }],
  old_runtimes: [{ holds: /invoice-sender \(nodejs18\.x/ }],
  failed_stacks: [{ parameters: { name: 'analytics-export' }, holds: /ROLLBACK_COMPLETE/ }],
  unencrypted_buckets: [{ holds: /^No bucket is unencrypted \(10 looked at\)/ }],
  public_buckets: [{ holds: /quillmarket-assets, through its bucket policy/ }],
}

describe('a model that calls recipes by name', () => {
  let stack: Stack
  let data: string
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'aws-operations-agent-'))
    const model = { banner: '', env: { MODEL_ID: 'offline' }, factory: () => new ScriptedModel() }
    stack = await startStack(
      { account: 'sample', model: 'offline', user: 'ana', port: 0, data },
      { DATA_ACCESS: 'logs' },
      { model },
    )
  })
  after(async () => {
    await stack.close()
    await rm(data, { recursive: true })
  })
  for (const { name } of recipes) {
    for (const { parameters = {}, holds, not } of facts[name] ?? [{ holds: /\S/ }]) {
      it(`is told what is so: ${name} ${JSON.stringify(parameters)}`, async () => {
        const { status, understood, summary } = await resultOf(name, parameters)
        assert.equal(status, 'ok')
        assert.match(summary, holds)
        if (not !== undefined) assert.doesNotMatch(summary, not)
        for (const value of Object.values(parameters))
          assert.match(understood, new RegExp(RegExp.escape(String(value))))
      })
    }
  }

  async function resultOf(name: string, parameters: object) {
    const [service] = recipes.find((recipe) => recipe.name === name)?.services ?? []
    const tool = tools.find(({ services }) => service !== undefined && services.includes(service))
    const input = { operation: `recipe:${name}`, parameters }
    const message = JSON.stringify({ tool: tool?.name, input })
    const events = await Array.fromAsync(
      localSession(stack, { login: 'ana' }).agent.ask({ message }, AbortSignal.timeout(45_000)),
    )
    const call = events.find((event) => event.type === 'tool_result')
    const { regions, ...rest } = recipeResult.parse(call?.result)
    return { ...rest, summary: regions.map(({ summary }) => summary).join('\n') }
  }
})

const recipeResult = z.object({
  status: z.string(),
  understood: z.string(),
  regions: z.array(z.object({ summary: z.string() })),
})

describe('what somebody on call asks first', () => {
  const questions: readonly (readonly [question: string, holds: RegExp])[] = [
    ["what's broken?", /checkout-api/],
    [
      'which alarms are firing, and since when?',
      /^3 of 8 alarms .*checkout-api-5xx\*\* since \d\d:\d\d UTC/,
    ],
    ['why is checkout-api failing?', /returns 5xx since .* by tom\.lindqvist/],
    ['what changed in the last hour?', /tom\.lindqvist\*\* UpdateService on checkout-api/],
    ['who deployed checkout-api last?', /tom\.lindqvist/],
    [
      'which services run fewer tasks than they should?',
      /checkout-api.*3 of 6|3 of 6.*checkout-api/,
    ],
    ['errors in the logs of order-events-consumer', /order\.total missing/],
    ['is the dead letter queue filling up? order-events-dlq', /1,?440/],
    ['is orders-db overloaded?', /orders-db.*CPU/],
    ['which version did checkout-api run before?', /checkout-api:4\.11\.3/],
    ['what will break soon?', /pay\.quillmarket\.example/],
    ['why did our bill go up?', /g5\.12xlarge|embedding-backfill/],
  ]
  for (const [question, holds] of questions) {
    it(`is answered: ${question}`, async () => {
      const [told] = await converse(question)
      assert.match(told?.text ?? '', holds)
    })
  }
})
