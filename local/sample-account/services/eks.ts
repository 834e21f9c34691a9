import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { daysAgo } from '../clock.ts'
import { arn, hex, mainRegion, tagMap } from '../facts/company.ts'
import { instances } from '../facts/compute.ts'
import { eksAddons, eksCluster } from '../facts/eks.ts'
import { groupId, subnetId, subnetsOf, vpcId } from '../facts/network.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

export const answers: Answers = {
  ListClusters: listing({
    as: 'clusters',
    from: clustersIn,
    show: ({ name }) => name,
    paging: paging.camel,
  }),
  DescribeCluster: (input, at) => {
    const [found] = inCluster(input, at, [cluster(at)])
    return { cluster: found }
  },
  ListNodegroups: listing({
    as: 'nodegroups',
    from: (at, input) => inCluster(input, at, [nodegroup(at)]),
    show: ({ nodegroupName }) => nodegroupName,
    paging: paging.camel,
  }),
  DescribeNodegroup: (input, at) => {
    const found = find(inCluster(input, at, [nodegroup(at)]), text(input, 'nodegroupName'), {
      by: ['nodegroupName'],
      missing: {
        name: 'ResourceNotFoundException',
        message: (id) => `No node group found for name: ${id}.`,
        status: 404,
      },
    })
    return { nodegroup: found }
  },
  ListAddons: listing({
    as: 'addons',
    from: (at, input) => inCluster(input, at, eksAddons),
    show: ({ name }) => name,
    paging: paging.camel,
  }),
  DescribeAddon: (input, at) => {
    const found = find(inCluster(input, at, eksAddons), text(input, 'addonName'), {
      by: ['name'],
      missing: {
        name: 'ResourceNotFoundException',
        message: (id) => `No addon: ${id} found in cluster: ${eksCluster.name}`,
        status: 404,
      },
    })
    return { addon: addon(found, at) }
  },
  ListFargateProfiles: listing({
    as: 'fargateProfileNames',
    from: (at, input) => inCluster(input, at, []),
    paging: paging.camel,
  }),
  ListUpdates: listing({
    as: 'updateIds',
    from: (at, input) => inCluster(input, at, []),
    paging: paging.camel,
  }),
}

function clustersIn(at: Place) {
  return at.region === mainRegion ? [eksCluster] : []
}

// What belongs to the cluster that the input names, if there is that cluster.
function inCluster<T>(input: Input, at: Place, things: readonly T[]): readonly T[] {
  find(clustersIn(at), text(input, 'clusterName') ?? text(input, 'name'), {
    by: ['name'],
    missing: {
      name: 'ResourceNotFoundException',
      message: (id) => `No cluster found for name: ${id}.`,
      status: 404,
    },
  })
  return things
}

const subnetIds = () => subnetsOf(eksCluster.vpc, 'private').map(({ name }) => subnetId(name))

function cluster(at: Place): Output {
  const { name, version, owner } = eksCluster
  return {
    name,
    arn: arn('eks', at.region, `cluster/${name}`),
    version,
    platformVersion: 'eks.31',
    status: 'ACTIVE',
    createdAt: daysAgo(at, 760),
    endpoint: `https://${hex(`eks ${name}`, 32).toUpperCase()}.gr7.${at.region}.eks.amazonaws.com`,
    roleArn: arn('iam', '', 'role/eks-cluster'),
    upgradePolicy: { supportType: 'EXTENDED' },
    health: { issues: [] },
    resourcesVpcConfig: {
      vpcId: vpcId(eksCluster.vpc),
      subnetIds: subnetIds(),
      securityGroupIds: [groupId('prod-services')],
      endpointPublicAccess: true,
      endpointPrivateAccess: true,
      publicAccessCidrs: ['203.0.113.0/28'],
    },
    logging: { clusterLogging: [{ types: ['api', 'audit'], enabled: true }] },
    kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
    tags: tagMap({ env: 'prod', service: name, owner }),
  }
}

function nodegroup(at: Place) {
  const { name, version, nodegroup: nodegroupName } = eksCluster
  const nodes = instances.filter((one) => one.scalingGroup === eksCluster.scalingGroup)
  return {
    nodegroupName,
    nodegroupArn: arn('eks', at.region, `nodegroup/${name}/${nodegroupName}/sample`),
    clusterName: name,
    version,
    releaseVersion: `${version}.7-20250610`,
    status: 'ACTIVE',
    amiType: 'AL2_x86_64',
    capacityType: 'ON_DEMAND',
    instanceTypes: [...new Set(nodes.map(({ type }) => type))],
    scalingConfig: { minSize: 2, maxSize: 6, desiredSize: nodes.length },
    diskSize: 80,
    subnets: subnetIds(),
    nodeRole: arn('iam', '', 'role/eks-node'),
    createdAt: daysAgo(at, 400),
    modifiedAt: daysAgo(at, 61),
    health: { issues: [] },
    resources: { autoScalingGroups: [{ name: eksCluster.scalingGroup }] },
    tags: tagMap({ env: 'prod', service: name }),
  }
}

function addon({ name, version }: (typeof eksAddons)[number], at: Place): Output {
  return {
    addonName: name,
    addonVersion: version,
    addonArn: arn('eks', at.region, `addon/${eksCluster.name}/${name}/sample`),
    clusterName: eksCluster.name,
    status: 'ACTIVE',
    health: { issues: [] },
    createdAt: daysAgo(at, 400),
    modifiedAt: daysAgo(at, 61),
    tags: {},
  }
}
