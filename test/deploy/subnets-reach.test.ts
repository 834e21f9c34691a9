import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { EC2Client } from '@aws-sdk/client-ec2'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import { subnetsReach } from '../../deploy/subnets-reach.ts'
import { deploymentConfig } from '../../stacks/config.ts'

const [one, two] = ['subnet-0a1b2c3d', 'subnet-0a1b2c3e']
const okta = { issuer: 'https://login.acme.com', clientId: '0oa1', audience: 'api://ops' }
const account = '123456789012'
const vendors = 'https://acme.okta.com/oauth2/default'

interface Network {
  /** Each with its VPC. */
  subnets?: Record<string, string>
  owner?: string
  group?: { vpc?: string; port?: number }
  /** The target of the route to everywhere, by subnet; `main` is that of all others. */
  routes?: Record<string, string>
  /** Further routes of all tables, by where they lead: each with its target. */
  further?: Record<string, string>
  /** Services, each with the tables of a gateway endpoint, or whether it has private names. */
  endpoints?: Record<string, string[] | boolean>
}

describe('preflight in a VPC', () => {
  const asked = (network: Network, configured: object = {}, issuer = okta.issuer) => {
    const config = deploymentConfig(
      {
        okta: { ...okta, issuer },
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

  it('takes two halves of everything as a route out, where both lead', async () => {
    const further = { '0.0.0.0/1': 'tgw-1', '128.0.0.0/1': 'tgw-1' }
    assert.equal((await asked({ further })).split(';')[0], 'vpc-1, out by tgw-1')
    await assert.rejects(
      asked({ further: { ...further, '128.0.0.0/1': 'tgw-gone' } }, {}, vendors),
      {
        message:
          /no way to the issuer, as subnet-0a1b2c3d has a route out to tgw-gone, which is gone/,
      },
    )
  })

  it('says of endpoints that all VPCs share, behind a route to another network, that it does not see them', async () => {
    const further = { '10.0.0.0/8': 'tgw-1', 'pl-1': 'vpce-1', '::/0': 'eigw-1' }
    const said = await asked({ further }, { proxy, noProxy })
    assert.match(
      said,
      /^vpc-1, no way out; whether tgw-1 \(10\.0\.0\.0\/8\) leads to the model, conversations, the gateway, apigateway, .*, sts cannot be seen from here; tools do not reach ce, iam, route53$/,
    )
    // Of one's own, and so perhaps within; a vendor's never is.
    assert.match(await asked({ further, endpoints: agents }), /leads to the issuer, /)
    await assert.rejects(asked({ further, endpoints: agents }, {}, vendors), {
      message: /no way to the issuer, as .* for acme\.okta\.com a NAT gateway/,
    })
    for (const elsewhere of [
      { '10.0.0.0/8': 'pcx-gone' },
      { 'pl-1': 'vpce-1' },
      { '::/0': 'eigw-1' },
    ]) {
      await assert.rejects(asked({ further: elsewhere }), { message: /no way to the model, / })
    }
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

function routeTo(where: string, target: string): string {
  const [, kind = ''] = /^(nat|tgw|pcx)-/.exec(target) ?? []
  const kinds: Record<string, string> = {
    nat: 'natGatewayId',
    tgw: 'transitGatewayId',
    pcx: 'vpcPeeringConnectionId',
  }
  const key = kinds[kind] ?? 'gatewayId'
  const to = where.startsWith('pl-')
    ? 'destinationPrefixListId'
    : where.includes('::')
      ? 'destinationIpv6CidrBlock'
      : 'destinationCidrBlock'
  const state = target.endsWith('gone') ? 'blackhole' : 'active'
  return `<${to}>${where}</${to}><${key}>${target}</${key}><state>${state}</state>`
}

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
  DescribeRouteTables: ({ routes = {}, further = {} }) =>
    set(
      'routeTableSet',
      Object.entries({ main: '', ...routes }).map(([of, target]) => {
        const association = of === 'main' ? '<main>true</main>' : `<subnetId>${of}</subnetId>`
        const out = routeTo('0.0.0.0/0', target)
        const local =
          '<destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId>'
        const others = Object.entries(further).map(([where, to]) => routeTo(where, to))
        const all = target === '' ? [local, ...others] : [local, out, ...others]
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
