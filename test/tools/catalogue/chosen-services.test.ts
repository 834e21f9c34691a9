import assert from 'node:assert/strict'
import {
  chosenServices,
  serviceCalled,
  servicesSetting,
} from '../../../tools/catalogue/chosen-services.ts'

describe('the services that a deployment has', () => {
  const further = (text: string) => chosenServices(servicesSetting(text)).slice(26)

  it('are called what people call them', () => {
    for (const [names, service] of [
      ['sfn states stepfunctions step-functions', 'sfn'],
      ['config configservice aws-config config-service', 'config-service'],
      ['es opensearch elasticsearch', 'opensearch'],
      ['x-ray xray', 'xray'],
      ['amazonmq mq amazon-mq', 'mq'],
      ['events eventbridge cloudwatchevents', 'eventbridge'],
      ['service-quotas servicequotas quotas', 'service-quotas'],
      ['secretsmanager secrets-manager SecretsManager', 'secrets-manager'],
    ] as const) {
      for (const name of names.split(' ')) assert.equal(serviceCalled(name), service, name)
    }
    assert.equal(serviceCalled('Step Functions'), 'sfn')
    assert.equal(serviceCalled('elb'), 'elastic-load-balancing')
    assert.equal(serviceCalled('elasticloadbalancing'), 'elastic-load-balancing-v2')
    for (const none of ['', 'aws', 'amazon', '-', 'core', 'constructor']) {
      assert.equal(serviceCalled(none), undefined, none)
    }
  })

  it('are the core, all, or the core and those named, each once', () => {
    assert.deepEqual(further('core'), [])
    assert.deepEqual(further(' , '), [])
    assert.ok(further('ALL').length >= 50)
    assert.deepEqual(further('kms, sfn,stepfunctions,ec2,,states'), ['kms', 'sfn'])
    for (const wrong of ['core,ssm', 'all,ssm', 'nope', '[ssm]', 'ssm;kms']) {
      assert.throws(() => further(wrong), /Unknown service: .*Known: core, all, or a list of/)
    }
  })
})
