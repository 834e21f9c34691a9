import type { Answers, Output, Place } from '../../answer.ts'
import { arn, awsId, company, tags } from '../../facts/company.ts'
import {
  groupId,
  type SecurityGroup,
  securityGroups,
  vpcId,
  vpcNamed,
} from '../../facts/network.ts'
import { type FilterPaths, filtered } from '../../filters.ts'
import { listing } from '../../listing.ts'

const permissionPaths: FilterPaths = {
  'group-id': 'GroupId',
  'ip-permission.cidr': 'IpPermissions.IpRanges.CidrIp',
  'ip-permission.from-port': 'IpPermissions.FromPort',
  'ip-permission.group-id': 'IpPermissions.UserIdGroupPairs.GroupId',
  'ip-permission.protocol': 'IpPermissions.IpProtocol',
  'ip-permission.to-port': 'IpPermissions.ToPort',
  'egress.ip-permission.cidr': 'IpPermissionsEgress.IpRanges.CidrIp',
}

export const securityGroupAnswers: Answers = {
  DescribeSecurityGroups: listing({
    as: 'SecurityGroups',
    from: (at) => groupsIn(at).map(securityGroup),
    ids: {
      input: 'GroupIds',
      member: 'GroupId',
      missing: {
        name: 'InvalidGroup.NotFound',
        message: (id) => `The security group '${id}' does not exist`,
      },
    },
    where: filtered(permissionPaths),
  }),
  DescribeSecurityGroupRules: listing({
    as: 'SecurityGroupRules',
    from: (at) => groupsIn(at).flatMap(rules),
    ids: { input: 'SecurityGroupRuleIds', member: 'SecurityGroupRuleId' },
    where: filtered(),
  }),
}

const groupsIn = (at: Place) =>
  securityGroups.filter(({ vpc }) => vpcNamed(vpc).region === at.region)

function securityGroup(group: SecurityGroup): Output {
  const { name, description, vpc, ingress } = group
  return {
    GroupId: groupId(name),
    GroupName: name,
    Description: description,
    VpcId: vpcId(vpc),
    OwnerId: company.accountId,
    SecurityGroupArn: arn('ec2', vpcNamed(vpc).region, `security-group/${groupId(name)}`),
    IpPermissions: [...new Set(ingress.map(({ port }) => port))].map((port) =>
      permission(group, port),
    ),
    IpPermissionsEgress: [
      {
        IpProtocol: '-1',
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
        Ipv6Ranges: [],
        PrefixListIds: [],
        UserIdGroupPairs: [],
      },
    ],
    Tags: tags(name, { env: vpcNamed(vpc).env }),
  }
}

// AWS groups rules by protocol and ports: sources of one port share a permission.
function permission({ ingress }: SecurityGroup, port: number) {
  const sources = ingress.filter((rule) => rule.port === port)
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: sources
      .filter(({ from }) => isBlock(from))
      .map(({ from, note }) => ({ CidrIp: from, ...(note && { Description: note }) })),
    Ipv6Ranges: [],
    PrefixListIds: [],
    UserIdGroupPairs: sources
      .filter(({ from }) => !isBlock(from))
      .map(({ from }) => ({ GroupId: groupId(from), UserId: company.accountId })),
  }
}

function rules({ name, vpc, ingress }: SecurityGroup): Output[] {
  const common = { GroupId: groupId(name), GroupOwnerId: company.accountId, Tags: [] }
  const { region } = vpcNamed(vpc)
  const inward = ingress.map(({ port, from, note }) => ({
    ...common,
    ...ruleId(`${name} ${port} ${from}`, region),
    IsEgress: false,
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...(isBlock(from)
      ? { CidrIpv4: from }
      : { ReferencedGroupInfo: { GroupId: groupId(from), UserId: company.accountId } }),
    ...(note && { Description: note }),
  }))
  const outward = {
    ...common,
    ...ruleId(`${name} egress`, region),
    IsEgress: true,
    IpProtocol: '-1',
    FromPort: -1,
    ToPort: -1,
    CidrIpv4: '0.0.0.0/0',
  }
  return [...inward, outward]
}

function ruleId(rule: string, region: string) {
  const SecurityGroupRuleId = awsId('sgr', rule)
  return {
    SecurityGroupRuleId,
    SecurityGroupRuleArn: arn('ec2', region, `security-group-rule/${SecurityGroupRuleId}`),
  }
}

const isBlock = (from: string) => from.includes('/')
