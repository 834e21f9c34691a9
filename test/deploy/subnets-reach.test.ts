import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { EC2Client } from '@aws-sdk/client-ec2'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import { subnetsReach } from '../../deploy/subnets-reach.ts'
import { deploymentConfig } from '../../stacks/config.ts'

const [one, two] = ['subnet-0a1b2c3d', 'subnet-0a1b2c3e']
const okta = { issuer: 'https://login.acme.com', clientId: '0oa1', audience: 'api://ops' }
const account = '123456789012'

interface Network {
  /** Each with its VPC. */
  subnets?: Record<string, string>
  owner?: string
  group?: { vpc?: string; port?: number }
  /** The target of the route to everywhere, by subnet; `main` is that of all others. */
  routes?: Record<string, string>
  /** Services, each with the tables of a gateway endpoint, or whether it has private names. */
  endpoints?: Record<string, string[] | boolean>
}

describe('preflight in a VPC', () => {
  const asked = (network: Network, configured: object = {}) => {
    const config = deploymentConfig(
      {
        okta,
        network: { subnetIds: [one, two], securityGroupIds: ['sg-0a1b2c3d'], ...configured },
      },
      'dev',
    )
    return subnetsReach(config, { region: 'us-east-1', accountId: account }, answering(network))
  }
  const agents = {
    'bedrock-runtime': true,
    dynamodb: ['rtb-main'],
    'bedrock-agentcore.gateway': true,
  }
  const proxy = 'http://proxy.acme.internal:3128'
  const noProxy = ['.amazonaws.com']

  it('has nothing to look at without one', async () => {
    const config = deploymentConfig({ okta }, 'dev')
    const where = { region: 'us-east-1', accountId: account }
    assert.equal(await subnetsReach(config, where, answering({})), 'Lambda’s own')
  })

  it('takes a route that leads out, and says by what', async () => {
    const routes = { main: 'tgw-1', [two]: 'nat-2' }
    assert.equal(await asked({ routes }), 'vpc-1, out by tgw-1, out by nat-2; tools reach all')
  })

  it('takes endpoints for AWS and a proxy for the issuer, and says what tools do not reach', async () => {
    const endpoints = { ...agents, ec2: true, sts: true, s3: ['rtb-main'] }
    assert.equal(
      await asked({ endpoints }, { proxy, noProxy }),
      'vpc-1, no way out; tools do not reach apigateway, autoscaling, bedrock, cloudformation, cloudtrail, ecs, eks, elasticloadbalancing, email, lambda, logs, monitoring, rds, sagemaker.api, sns, sqs, ce, iam, route53',
    )
    assert.equal(await asked({ endpoints }, { proxy }), 'vpc-1, no way out; tools reach all')
  })

  it('counts an endpoint where it is for these subnets, by the service’s own name', async () => {
    const none = `${one} has no route out, ${two} has no route out`
    await assert.rejects(
      asked(
        { endpoints: { ...agents, dynamodb: ['rtb-other'], 'bedrock-runtime': false } },
        { proxy, noProxy },
      ),
      {
        message: `the agent has no way to the model, conversations, as ${none}: it takes an endpoint com.amazonaws.us-east-1.bedrock-runtime, an endpoint com.amazonaws.us-east-1.dynamodb`,
      },
    )
    await assert.rejects(asked({ endpoints: agents }), {
      message: `the agent has no way to the issuer, as ${none}: it takes for login.acme.com a NAT gateway or network.proxy`,
    })
  })

  it('says of a route that leads nowhere why, be it of one subnet', async () => {
    await assert.rejects(
      asked({
        routes: { main: 'nat-1', [two]: 'igw-1' },
        endpoints: { ...agents, dynamodb: ['rtb-main', `rtb-${two}`] },
      }),
      {
        message: `the agent has no way to the issuer, as ${two} has its route out by an internet gateway (igw-1), which takes no function out: it takes for login.acme.com a NAT gateway or network.proxy`,
      },
    )
    await assert.rejects(asked({ routes: { main: 'nat-gone' }, endpoints: agents }), {
      message: new RegExp(`as ${one} has a route out to nat-gone, which is gone, ${two} has`),
    })
  })

  it('names subnets and groups that do not go together, or are not there', async () => {
    await assert.rejects(asked({ subnets: { [one]: 'vpc-1', [two]: 'vpc-2' } }), {
      message: `network.subnetIds: are of several VPCs (${one} of vpc-1, ${two} of vpc-2): take those of one`,
    })
    await assert.rejects(asked({ group: { vpc: 'vpc-2' } }), {
      message: 'network.securityGroupIds: sg-0a1b2c3d is of vpc-2, and the subnets are of vpc-1',
    })
    await assert.rejects(asked({ group: { port: 5432 } }), {
      message: 'network.securityGroupIds: sg-0a1b2c3d let nothing out by port 443: let it out',
    })
    await assert.rejects(asked({ subnets: {} }), {
      message: `network.subnetIds: The subnet ID '${one}' does not exist`,
    })
  })

  it('says of a VPC that another account shares who sees its endpoints', async () => {
    assert.equal(
      await asked({ owner: '210987654321' }),
      'vpc-1 is another account’s, which alone sees its endpoints: docs/deployment.md lists them',
    )
  })
})

/** A client whose every request is answered by this network. */
function answering(network: Network): EC2Client {
  return new EC2Client({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    requestHandler: {
      async handle({ body }: HttpRequest) {
        const action = new URLSearchParams(String(body)).get('Action') ?? ''
        const said = answers[action]?.(network) ?? ''
        const isFault = said.startsWith('<Errors>')
        const text = isFault ? `<Response>${said}</Response>` : `<${action}>${said}</${action}>`
        const statusCode = isFault ? 400 : 200
        return { response: new HttpResponse({ statusCode, body: Readable.from([text]) }) }
      },
    },
  })
}

const set = (name: string, items: readonly string[]) =>
  `<${name}>${items.map((item) => `<item>${item}</item>`).join('')}</${name}>`

const answers: Record<string, (network: Network) => string> = {
  DescribeSubnets: ({ subnets = { [one]: 'vpc-1', [two]: 'vpc-1' }, owner = account }) =>
    Object.keys(subnets).length === 0
      ? `<Errors><Error><Code>InvalidSubnetID.NotFound</Code><Message>The subnet ID '${one}' does not exist</Message></Error></Errors>`
      : set(
          'subnetSet',
          Object.entries(subnets).map(
            ([id, vpc]) =>
              `<subnetId>${id}</subnetId><vpcId>${vpc}</vpcId><ownerId>${owner}</ownerId>`,
          ),
        ),
  DescribeSecurityGroups: ({ group: { vpc = 'vpc-1', port = 443 } = {} }) => {
    const out = `<ipProtocol>tcp</ipProtocol><fromPort>${port}</fromPort><toPort>${port}</toPort>`
    const egress = set('ipPermissionsEgress', [out])
    return set('securityGroupInfo', [
      `<groupId>sg-0a1b2c3d</groupId><vpcId>${vpc}</vpcId>${egress}`,
    ])
  },
  DescribeRouteTables: ({ routes = {} }) =>
    set(
      'routeTableSet',
      Object.entries({ main: '', ...routes }).map(([of, target]) => {
        const association = of === 'main' ? '<main>true</main>' : `<subnetId>${of}</subnetId>`
        const key = target.startsWith('nat')
          ? 'natGatewayId'
          : target.startsWith('tgw')
            ? 'transitGatewayId'
            : 'gatewayId'
        const state = target.endsWith('gone') ? 'blackhole' : 'active'
        const out = `<destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><${key}>${target}</${key}><state>${state}</state>`
        const local =
          '<destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId>'
        const all = target === '' ? [local] : [local, out]
        return `<routeTableId>rtb-${of}</routeTableId>${set('associationSet', [association])}${set('routeSet', all)}`
      }),
    ),
  DescribeVpcEndpoints: ({ endpoints = {} }) =>
    set(
      'vpcEndpointSet',
      Object.entries(endpoints).map(([name, of]) => {
        const how =
          typeof of === 'boolean'
            ? `<vpcEndpointType>Interface</vpcEndpointType><privateDnsEnabled>${of}</privateDnsEnabled>`
            : `<vpcEndpointType>Gateway</vpcEndpointType>${set('routeTableIdSet', of)}`
        return `<serviceName>com.amazonaws.us-east-1.${name}</serviceName><state>available</state>${how}`
      }),
    ),
}
