import assert from 'node:assert/strict'
import { readEnvironment } from '../../../services/tool-handler/environment.ts'
import { coreServices, serviceNames } from '../../../tools/catalogue/services.ts'

describe('environment of the tool handler', () => {
  it('opens no data by default', () => {
    assert.deepEqual(readEnvironment({}), {
      dataAccess: new Set(),
      services: coreServices,
      environment: 'dev',
      logLevel: 'info',
      region: 'us-east-1',
    })
  })

  it('opens the kinds of data that are named', () => {
    const { dataAccess } = readEnvironment({ DATA_ACCESS: 'logs, messages,' })
    assert.deepEqual(dataAccess, new Set(['logs', 'messages']))
  })

  it('has the services that are named, besides those of tools of their own', () => {
    const services = (SERVICES: string) => readEnvironment({ SERVICES }).services
    assert.deepEqual(services('all'), serviceNames)
    assert.deepEqual(services('core'), coreServices)
    assert.deepEqual(services('states, config,ssm'), [
      ...coreServices,
      'config-service',
      'sfn',
      'ssm',
    ])
    assert.throws(
      () => services('ssm,everything'),
      /SERVICES: Unknown service: everything\. Known: /,
    )
  })

  it('is refused with a word that is no kind of data, and names it', () => {
    assert.throws(
      () => readEnvironment({ DATA_ACCESS: 'logs,everything' }),
      /DATA_ACCESS names an unknown kind of data: everything\. Known: logs, objects, items, messages, environment, code/,
    )
    assert.throws(() => readEnvironment({ LOG_LEVEL: 'loud' }), /LOG_LEVEL/)
  })
})
