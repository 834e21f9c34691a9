import assert from 'node:assert/strict'
import { serviceNames } from '../../../../tools/catalogue/services.ts'
import { findOperation } from '../../../../tools/executor/find-operation.ts'
import { within } from '../../../../tools/executor/for-each/within.ts'
import { tools } from '../../../../tools/tools.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'
import { contextOf } from '../scripted-clients.ts'

describe('`all` of what is within something', () => {
  const run = (tool: string, operation: string, parameters: object) => {
    const now = new Date()
    const context = contextOf(sampleClients(now), { now: () => now })
    const found = tools.find(({ name }) => name === `${tool}_read_operations`)
    assert.ok(found)
    return found.run({ operation, parameters }, context)
  }

  it('is each of them: the services of a cluster, whose operation wants their names', async () => {
    const result = await run('ecs', 'DescribeServices', { cluster: 'prod', services: 'all' })
    assert.deepEqual(result.for_each, {
      parameter: 'services',
      names: 4,
      listed_by: 'ecs:ListServices',
    })
    const [region] = result.regions
    const items = region?.status === 'ok' ? region.items : []
    assert.deepEqual(
      items.map((item) => Object(item).serviceName),
      ['web', 'catalog-api', 'checkout-api', 'order-worker'],
    )
  })

  it('is each of them where one name is taken: the node groups of a cluster', async () => {
    const given = { clusterName: 'payments-platform', nodegroupName: 'all' }
    const { status, for_each } = await run('eks', 'DescribeNodegroup', given)
    assert.deepEqual(
      [status, for_each?.names, for_each?.listed_by],
      ['ok', 1, 'eks:ListNodegroups'],
    )
  })

  it('is each of them where a list is taken: projects, builds', async () => {
    for (const [operation, parameter, listed] of [
      ['codebuild:BatchGetProjects', 'names', 'codebuild:ListProjects'],
      ['codebuild:BatchGetBuilds', 'ids', 'codebuild:ListBuilds'],
    ] as const) {
      const { status, for_each } = await run('aws', operation, { [parameter]: 'all' })
      assert.deepEqual([status, for_each?.listed_by], ['ok', listed])
    }
  })

  it('is refused where what they are within is many, and says what lists it', async () => {
    const { code, hint } = await run('ecs', 'DescribeServices', { cluster: 'all', services: 'all' })
    assert.equal(code, 'invalid_parameter')
    assert.match(hint ?? '', /one cluster after another; ListServices with cluster: all/)
  })

  it('is listed by operations that are there, may run, and take what it is within', async () => {
    for (const service of serviceNames) {
      for (const { operation, of } of Object.values(within[service] ?? {}).flat()) {
        const found = await findOperation(operation, [service])
        assert.equal(found.operation.class, 'metadata', operation)
        const takes = Object.keys(found.operation.parameters ?? {})
        assert.ok(of === undefined || takes.includes(of), `${operation} ${of}`)
      }
    }
  })
})
