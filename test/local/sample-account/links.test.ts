import assert from 'node:assert/strict'
import { all, ask, strings } from './ask.ts'

const regions = ['us-east-1', 'eu-west-1']

/** Every value at `path` of one answer is among those at `among` of another, in both regions. */
const links = [
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.SubnetId',
    'ec2:DescribeSubnets',
    'Subnets.SubnetId',
  ],
  ['ec2:DescribeInstances', 'Reservations.Instances.VpcId', 'ec2:DescribeVpcs', 'Vpcs.VpcId'],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.SecurityGroups.GroupId',
    'ec2:DescribeSecurityGroups',
    'SecurityGroups.GroupId',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.BlockDeviceMappings.Ebs.VolumeId',
    'ec2:DescribeVolumes',
    'Volumes.VolumeId',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.ImageId',
    'ec2:DescribeImages',
    'Images.ImageId',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.KeyName',
    'ec2:DescribeKeyPairs',
    'KeyPairs.KeyName',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.InstanceType',
    'ec2:DescribeInstanceTypes',
    'InstanceTypes.InstanceType',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.IamInstanceProfile.Arn',
    'iam:ListInstanceProfiles',
    'InstanceProfiles.Arn',
  ],
  [
    'ec2:DescribeInstances',
    'Reservations.Instances.NetworkInterfaces.NetworkInterfaceId',
    'ec2:DescribeNetworkInterfaces',
    'NetworkInterfaces.NetworkInterfaceId',
  ],
  [
    'ec2:DescribeVolumes',
    'Volumes.Attachments.InstanceId',
    'ec2:DescribeInstances',
    'Reservations.Instances.InstanceId',
  ],
  [
    'ec2:DescribeAddresses',
    'Addresses.NetworkInterfaceId',
    'ec2:DescribeNetworkInterfaces',
    'NetworkInterfaces.NetworkInterfaceId',
  ],
  [
    'ec2:DescribeNatGateways',
    'NatGateways.NatGatewayAddresses.AllocationId',
    'ec2:DescribeAddresses',
    'Addresses.AllocationId',
  ],
  [
    'ec2:DescribeRouteTables',
    'RouteTables.Routes.NatGatewayId',
    'ec2:DescribeNatGateways',
    'NatGateways.NatGatewayId',
  ],
  [
    'ec2:DescribeRouteTables',
    'RouteTables.Associations.SubnetId',
    'ec2:DescribeSubnets',
    'Subnets.SubnetId',
  ],
  [
    'ec2:DescribeSecurityGroups',
    'SecurityGroups.IpPermissions.UserIdGroupPairs.GroupId',
    'ec2:DescribeSecurityGroups',
    'SecurityGroups.GroupId',
  ],
  ['ec2:DescribeSecurityGroups', 'SecurityGroups.VpcId', 'ec2:DescribeVpcs', 'Vpcs.VpcId'],
  [
    'ec2:DescribeVpcEndpoints',
    'VpcEndpoints.RouteTableIds',
    'ec2:DescribeRouteTables',
    'RouteTables.RouteTableId',
  ],
  [
    'auto-scaling:DescribeAutoScalingGroups',
    'AutoScalingGroups.Instances.InstanceId',
    'ec2:DescribeInstances',
    'Reservations.Instances.InstanceId',
  ],
  [
    'auto-scaling:DescribeAutoScalingGroups',
    'AutoScalingGroups.LaunchTemplate.LaunchTemplateId',
    'ec2:DescribeLaunchTemplates',
    'LaunchTemplates.LaunchTemplateId',
  ],
  [
    'auto-scaling:DescribeAutoScalingGroups',
    'AutoScalingGroups.TargetGroupARNs',
    'elastic-load-balancing-v2:DescribeTargetGroups',
    'TargetGroups.TargetGroupArn',
  ],
  [
    'elastic-load-balancing-v2:DescribeLoadBalancers',
    'LoadBalancers.AvailabilityZones.SubnetId',
    'ec2:DescribeSubnets',
    'Subnets.SubnetId',
  ],
  [
    'elastic-load-balancing-v2:DescribeLoadBalancers',
    'LoadBalancers.SecurityGroups',
    'ec2:DescribeSecurityGroups',
    'SecurityGroups.GroupId',
  ],
  [
    'elastic-load-balancing-v2:DescribeTargetGroups',
    'TargetGroups.LoadBalancerArns',
    'elastic-load-balancing-v2:DescribeLoadBalancers',
    'LoadBalancers.LoadBalancerArn',
  ],
  [
    'elastic-load-balancing-v2:DescribeListeners',
    'Listeners.Certificates.CertificateArn',
    'acm:ListCertificates',
    'CertificateSummaryList.CertificateArn',
  ],
  [
    'elastic-load-balancing-v2:DescribeListeners',
    'Listeners.DefaultActions.TargetGroupArn',
    'elastic-load-balancing-v2:DescribeTargetGroups',
    'TargetGroups.TargetGroupArn',
  ],
  [
    'elastic-load-balancing-v2:DescribeRules',
    'Rules.Actions.TargetGroupArn',
    'elastic-load-balancing-v2:DescribeTargetGroups',
    'TargetGroups.TargetGroupArn',
  ],
  [
    'rds:DescribeDBInstances',
    'DBInstances.VpcSecurityGroups.VpcSecurityGroupId',
    'ec2:DescribeSecurityGroups',
    'SecurityGroups.GroupId',
  ],
  [
    'rds:DescribeDBInstances',
    'DBInstances.DBSubnetGroup.Subnets.SubnetIdentifier',
    'ec2:DescribeSubnets',
    'Subnets.SubnetId',
  ],
  [
    'rds:DescribePendingMaintenanceActions',
    'PendingMaintenanceActions.ResourceIdentifier',
    'rds:DescribeDBInstances',
    'DBInstances.DBInstanceArn',
  ],
  ['lambda:ListFunctions', 'Functions.Role', 'iam:ListRoles', 'Roles.Arn'],
  [
    'lambda:ListFunctions',
    'Functions.LoggingConfig.LogGroup',
    'cloudwatch-logs:DescribeLogGroups',
    'logGroups.logGroupName',
  ],
  [
    'lambda:ListFunctions',
    'Functions.VpcConfig.SubnetIds',
    'ec2:DescribeSubnets',
    'Subnets.SubnetId',
  ],
  [
    'lambda:ListEventSourceMappings',
    'EventSourceMappings.FunctionArn',
    'lambda:ListFunctions',
    'Functions.FunctionArn',
  ],
  ['cloudwatch:DescribeAlarms', 'MetricAlarms.AlarmActions', 'sns:ListTopics', 'Topics.TopicArn'],
  ['sns:ListSubscriptions', 'Subscriptions.TopicArn', 'sns:ListTopics', 'Topics.TopicArn'],
  [
    'api-gateway:GetDomainNames',
    'items.regionalCertificateArn',
    'acm:ListCertificates',
    'CertificateSummaryList.CertificateArn',
  ],
  ['cloudtrail:DescribeTrails', 'trailList.S3BucketName', 's3:ListBuckets', 'Buckets.Name'],
] as const

describe('the sample account, resource by resource', () => {
  for (const [call, path, otherCall, otherPath] of links) {
    it(`has every ${path} in ${otherCall}`, async () => {
      let checked = 0
      for (const region of regions) {
        const there = new Set(all(await ask(otherCall, {}, { region }), otherPath))
        const named = all(await ask(call, {}, { region }), path)
        assert.deepEqual(
          named.filter((one) => !there.has(one)),
          [],
        )
        checked += named.length
      }
      assert.ok(checked > 0, 'nothing to check')
    })
  }

  it('has the tasks that the target groups name', async () => {
    for (const region of regions) {
      const clusters = await ask('ecs:ListClusters', {}, { region })
      for (const cluster of all(clusters, 'clusterArns')) {
        const { serviceArns } = await ask('ecs:ListServices', { cluster }, { region })
        const services = await ask(
          'ecs:DescribeServices',
          { cluster, services: serviceArns },
          { region },
        )
        const { taskArns } = await ask('ecs:ListTasks', { cluster }, { region })
        const { tasks } = await ask('ecs:DescribeTasks', { cluster, tasks: taskArns }, { region })
        const details = all(tasks, 'attachments.details').map((detail) => all(detail, 'value')[0])
        for (const TargetGroupArn of all(services, 'services.loadBalancers.targetGroupArn')) {
          const health = await ask(
            'elastic-load-balancing-v2:DescribeTargetHealth',
            { TargetGroupArn },
            { region },
          )
          const targets = strings(health, 'TargetHealthDescriptions.Target.Id')
          assert.ok(targets.length > 0)
          assert.deepEqual(
            targets.filter((id) => !details.includes(id)),
            [],
          )
        }
      }
    }
  })

  it('has the log groups that the task definitions name', async () => {
    for (const region of regions) {
      const groups = await ask('cloudwatch-logs:DescribeLogGroups', {}, { region })
      const definitions = await ask('ecs:ListTaskDefinitions', {}, { region })
      for (const taskDefinition of all(definitions, 'taskDefinitionArns')) {
        const output = await ask('ecs:DescribeTaskDefinition', { taskDefinition }, { region })
        const [name] = all(
          output,
          'taskDefinition.containerDefinitions.logConfiguration.options.awslogs-group',
        )
        assert.ok(all(groups, 'logGroups.logGroupName').includes(name))
      }
    }
  })

  it('gives no private address twice', async () => {
    for (const region of regions) {
      const output = await ask('ec2:DescribeNetworkInterfaces', {}, { region })
      const addresses = all(output, 'NetworkInterfaces.PrivateIpAddress')
      assert.equal(new Set(addresses).size, addresses.length)
    }
  })

  it('has a metric behind every alarm', async () => {
    for (const region of regions) {
      const alarms = await ask('cloudwatch:DescribeAlarms', {}, { region })
      for (const alarm of all(alarms, 'MetricAlarms')) {
        const [Namespace] = all(alarm, 'Namespace')
        const [MetricName] = all(alarm, 'MetricName')
        const [state] = all(alarm, 'StateValue')
        const Dimensions = all(alarm, 'Dimensions')
        const metrics = await ask(
          'cloudwatch:ListMetrics',
          { Namespace, MetricName, Dimensions },
          { region },
        )
        assert.equal(all(metrics, 'Metrics').length, state === 'INSUFFICIENT_DATA' ? 0 : 1)
      }
    }
  })

  it('is empty in the other regions, and the same everywhere where AWS is global', async () => {
    const region = 'ap-south-1'
    for (const [call, path] of [
      ['ec2:DescribeInstances', 'Reservations'],
      ['lambda:ListFunctions', 'Functions'],
      ['rds:DescribeDBInstances', 'DBInstances'],
      ['ecs:ListClusters', 'clusterArns'],
      ['cloudwatch:DescribeAlarms', 'MetricAlarms'],
      ['sagemaker:ListEndpoints', 'Endpoints'],
    ]) {
      assert.deepEqual(all(await ask(call ?? '', {}, { region }), path ?? ''), [])
    }
    assert.deepEqual(
      await ask('iam:ListUsers', {}, { region }),
      await ask('iam:ListUsers', {}, { region: 'us-east-1' }),
    )
  })
})
