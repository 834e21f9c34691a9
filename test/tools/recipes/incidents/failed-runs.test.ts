import assert from 'node:assert/strict'
import { coreServices } from '../../../../tools/catalogue/services.ts'
import { answerRecipe } from '../../../../tools/recipes/answer-recipe.ts'
import { failedRuns } from '../../../../tools/recipes/incidents/failed-runs.ts'
import { awsError, contextOf, scriptedClients } from '../../executor/scripted-clients.ts'
import { answerOf, membersOf, rowsOf, sampleClients } from '../sample-answer.ts'

const now = new Date('2026-03-18T14:25:31.250Z')
const failure = 'Error while executing command: npm run test:integration. Reason: exit status 1'

describe('failed runs', () => {
  it('are told the newest first, with the step that failed and why', async () => {
    const answer = await answerOf(failedRuns, { dataAccess: ['items'], parameters: {} })
    assert.deepEqual(
      rowsOf(answer, 'Failed run').map((row) =>
        ['Kind', 'Name', 'Failed', 'Step', 'Cause'].map((of) => Reflect.get(row, of)),
      ),
      [
        [
          'state machine',
          'order-fulfilment',
          9,
          'state SendInvoice',
          "TypeError: Cannot read properties of undefined (reading 'currency')",
        ],
        ['pipeline', 'checkout-api', 1, 'stage Build', failure],
        ['build project', 'checkout-api', 1, 'phase BUILD', failure],
        [
          ...['training job', 'recommendations-nightly-0412', 1, undefined],
          'AlgorithmError: Please use an instance type with more memory, or reduce the batch size. CUDA out of memory',
        ],
      ],
    )
    assert.match(
      answer.summary ?? '',
      /^Of what runs in us-east-1, 4 things failed in the last 30 days:\n- state machine order-fulfilment: 9 executions, the last at 14:18 UTC \(7 minutes ago\), in state SendInvoice: `TypeError/,
    )
  })

  it('keep the history of executions closed unless it is opened, and say so', async () => {
    const { summary, notes } = await answerOf(failedRuns, { parameters: { kind: 'state machine' } })
    assert.match(summary ?? '', /order-fulfilment: 9 executions, .*, why is not known$/)
    assert.match(notes?.join() ?? '', /GetExecutionHistory.*DATA_ACCESS=items/)
  })

  it('are of one kind, one name and one time, as asked', async () => {
    const of = (question: string) => answerOf(failedRuns, { question })
    assert.deepEqual(membersOf(await of('why did our latest training job fail?'), 'Kind'), [
      'training job',
    ])
    assert.deepEqual(membersOf(await of('why did the checkout pipeline fail?'), 'Name'), [
      'checkout-api',
    ])
    const night = await of("why did last night's pipeline fail?")
    assert.equal(
      night.summary,
      'No run failed in us-east-1 from 2026-03-17 20:00 UTC to 2026-03-18 06:00 UTC (looked at: pipelines). The last one that failed:\n' +
        `- pipeline checkout-api: at 13:39 UTC (46 minutes ago), in stage Build: \`${failure}\``,
    )
    const unknown = await answerOf(failedRuns, {
      parameters: { name: 'stock-taking', kind: 'state machine' },
    })
    assert.match(
      unknown.summary ?? '',
      /^No state machine in us-east-1 is called stock-taking\. There: order-fulfilment and catalog-images\.$/,
    )
    await assert.rejects(answerOf(failedRuns, { parameters: { kind: 'cron' } }), /kind/)
  })

  it('take the cause from the pipeline’s state where its actions do not tell', async () => {
    const clients = sampleClients(undefined, ({ operation }) => {
      if (operation === 'ListActionExecutions') throw awsError('AccessDeniedException', 'no', 400)
      return undefined
    })
    const answer = await answerOf(failedRuns, { clients, parameters: { kind: 'pipeline' } })
    assert.deepEqual(membersOf(answer, 'Cause'), [
      `Build terminated with state: FAILED. ${failure}`,
    ])
    assert.match(answer.summary ?? '', /^Incomplete, without codepipeline:ListActionExecutions\./)
  })

  it('are looked for in every page, and followed by what came after them', async () => {
    const run = (id: number, JobRunState: string, ErrorMessage?: string) => ({
      Id: `jr_${id}`,
      JobName: 'load',
      StartedOn: new Date(Date.UTC(2026, 2, id)),
      JobRunState,
      ErrorMessage,
    })
    const { clients } = scriptedClients(({ operation, input }) => {
      if (operation === 'GetJobs') return { Jobs: [{ Name: 'load' }] }
      if (operation !== 'GetJobRuns') return {}
      return input.NextToken === undefined
        ? { JobRuns: [run(17, 'SUCCEEDED')], NextToken: 'more' }
        : {
            JobRuns: [
              run(16, 'FAILED', 'OutOfMemoryError'),
              run(15, 'TIMEOUT'),
              run(14, 'SUCCEEDED'),
            ],
          }
    })
    const { summary } = await answerOf(failedRuns, { clients, parameters: { kind: 'Glue job' } })
    assert.match(
      summary ?? '',
      /- Glue job load: 2 runs, the last at 2026-03-16 00:00 UTC \(3 days ago\): `OutOfMemoryError`; its newest run is SUCCEEDED$/,
    )
  })

  it('are not said to be none of what AWS no longer tells, nor of names that only some lists have', async () => {
    const of = (parameters: Record<string, unknown>) =>
      answerOf(failedRuns, { clients: scriptedClients(() => ({})).clients, parameters })
    assert.equal(
      (await of({ kind: 'batch job' })).summary,
      'No run failed in us-east-1 in the last 30 days (looked at: batch jobs, which AWS keeps for about 7 days).',
    )
    assert.match(
      (await of({ kind: 'batch job', period: '2026-02' })).summary ?? '',
      /^Incomplete, without batch jobs of then\. 0 failed runs were seen/,
    )
    assert.match(
      (await of({ kind: 'batch job', name: 'nightly' })).summary ?? '',
      /^nightly is not among what was looked at in us-east-1 \(of batch jobs only those that failed or ran lately are listed, so there may be one\)\.$/,
    )
  })

  it('are not none where more ran in that time than was read', async () => {
    const { clients } = scriptedClients(({ operation }) => {
      if (operation === 'ListPipelines') return { pipelines: [{ name: 'busy' }] }
      return operation === 'ListPipelineExecutions'
        ? {
            pipelineExecutionSummaries: Array.from({ length: 100 }, (_, at) => ({
              pipelineExecutionId: `${at}`,
              status: 'Succeeded',
              lastUpdateTime: new Date(now.getTime() - at * 60_000),
            })),
            nextToken: 'more',
          }
        : {}
    })
    const { summary } = await answerOf(failedRuns, { clients, parameters: { kind: 'pipeline' } })
    assert.match(
      summary ?? '',
      /^Incomplete, without runs of busy further back\. 0 failed runs were seen/,
    )
  })

  it('name another job that ran since, where each runs once', async () => {
    const job = (name: string, day: number, TrainingJobStatus: string) => ({
      TrainingJobName: name,
      TrainingJobStatus,
      CreationTime: new Date(Date.UTC(2026, 2, day)),
    })
    const { clients } = scriptedClients(({ operation }) =>
      operation === 'ListTrainingJobs'
        ? { TrainingJobSummaries: [job('b', 17, 'Completed'), job('a', 16, 'Failed')] }
        : {},
    )
    const { summary } = await answerOf(failedRuns, {
      clients,
      parameters: { kind: 'training job' },
    })
    assert.match(summary ?? '', /- training job a: at .*; the newest one, b, is Completed$/)
  })

  it('are none of an empty account, and not said to be where something was not read', async () => {
    const { clients } = scriptedClients(() => ({}))
    const none = await answerOf(failedRuns, { clients, parameters: {} })
    assert.match(
      none.summary ?? '',
      /^No run failed in us-east-1 in the last 30 days \(looked at: pipelines, /,
    )
    const denied = scriptedClients(({ operation }) => {
      if (operation === 'ListExecutions') throw awsError('AccessDeniedException', 'no', 400)
      return operation === 'ListStateMachines'
        ? { stateMachines: [{ name: 'a', type: 'STANDARD' }] }
        : {}
    })
    const { summary } = await answerOf(failedRuns, { clients: denied.clients, parameters: {} })
    assert.match(
      summary ?? '',
      /^Incomplete, without stepfunctions:ListExecutions\. 0 failed runs were seen/,
    )
  })

  it('are those of the services that are on; of one that is off it says how to switch it on', async () => {
    const context = { ...contextOf(sampleClients(now), { now: () => now }), services: coreServices }
    const of = async (parameters: Record<string, unknown>) => {
      const { regions } = await answerRecipe(
        failedRuns,
        { region: 'us-east-1', parameters },
        context,
      )
      return regions[0]
    }
    const all = await of({})
    assert.ok(all?.status === 'ok')
    assert.equal(all.items.length, 1)
    assert.match(all.notes?.join('\n') ?? '', /AWS CodePipeline is switched off.*`services: all`/)
    const off = await of({ kind: 'pipeline' })
    assert.ok(off?.status === 'error')
    assert.match(off.message, /^AWS CodePipeline is switched off in this deployment/)
  })
})
