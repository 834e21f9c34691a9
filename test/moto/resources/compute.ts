import { type Resource, runnerRole } from './resource.ts'

/** What runs code. */
export const computeResources: readonly Resource[] = [
  {
    tool: 'ec2',
    operation: 'DescribeInstances',
    query: '[].InstanceId',
    make: (aws) => {
      const three = { ImageId, MinCount: 3, MaxCount: 3 }
      return aws('ec2:RunInstances', three, 'Instances[].InstanceId')
    },
  },
  {
    tool: 'ec2',
    operation: 'DescribeVolumes',
    parameters: { Filters: [{ Name: 'status', Values: ['available'] }] },
    query: '[].[VolumeId, Size]',
    make: async (aws, name) => {
      const input = { AvailabilityZone: zoneOf(name), Size: 8 }
      const [id] = await aws('ec2:CreateVolume', input, '[VolumeId]')
      return [[id, 8]]
    },
  },
  {
    tool: 'ec2',
    operation: 'DescribeVpcs',
    parameters: { Filters: [{ Name: 'is-default', Values: ['false'] }] },
    query: '[].VpcId',
    make: (aws) => aws('ec2:CreateVpc', { CidrBlock: '10.9.0.0/16' }, '[Vpc.VpcId]'),
  },
  {
    tool: 'ec2',
    operation: 'elbv2:DescribeLoadBalancers',
    query: '[].LoadBalancerArn',
    make: async (aws, name) => {
      const Subnets = await aws('ec2:DescribeSubnets', {}, 'Subnets[?DefaultForAz].SubnetId')
      const input = { Name: name, Subnets }
      const made = 'LoadBalancers[].LoadBalancerArn'
      return aws('elastic-load-balancing-v2:CreateLoadBalancer', input, made)
    },
  },
  {
    tool: 'ec2',
    operation: 'DescribeAutoScalingGroups',
    query: '[].AutoScalingGroupName',
    make: async (aws, name) => {
      const configuration = { LaunchConfigurationName: name }
      await aws('auto-scaling:CreateLaunchConfiguration', {
        ...configuration,
        ImageId,
        InstanceType: 't3.micro',
      })
      await aws('auto-scaling:CreateAutoScalingGroup', {
        ...configuration,
        AutoScalingGroupName: name,
        AvailabilityZones: [zoneOf(name)],
        MinSize: 0,
        MaxSize: 0,
      })
      return [name]
    },
  },
  {
    tool: 'lambda',
    operation: 'ListFunctions',
    query: '[].[FunctionName, Environment.Variables.TABLE]',
    make: async (aws, name) => {
      await aws('lambda:CreateFunction', {
        FunctionName: name,
        Role: runnerRole,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: emptyZip },
        Environment: { Variables: { TABLE: 'orders' } },
      })
      return [[name, '[redacted: sensitive]']]
    },
  },
  {
    tool: 'ecs',
    operation: 'ListClusters',
    query: '[]',
    make: (aws, name) => aws('ecs:CreateCluster', { clusterName: name }, '[cluster.clusterArn]'),
  },
  {
    tool: 'eks',
    operation: 'ListClusters',
    query: '[]',
    make: (aws, name) => {
      const input = { name, roleArn: runnerRole, resourcesVpcConfig: {} }
      return aws('eks:CreateCluster', input, '[cluster.name]')
    },
  },
  {
    tool: 'sagemaker',
    operation: 'ListNotebookInstances',
    query: '[].NotebookInstanceName',
    make: async (aws, name) => {
      const input = {
        NotebookInstanceName: name,
        RoleArn: runnerRole,
        InstanceType: 'ml.t3.medium',
      }
      await aws('sagemaker:CreateNotebookInstance', input)
      return [name]
    },
  },
  {
    tool: 'bedrock',
    operation: 'GetModelInvocationLoggingConfiguration',
    query: '[].cloudWatchConfig.logGroupName',
    make: async (aws, name) => {
      const cloudWatchConfig = { logGroupName: name, roleArn: runnerRole }
      await aws('bedrock:PutModelInvocationLoggingConfiguration', {
        loggingConfig: { cloudWatchConfig },
      })
      return [name]
    },
  },
]

/** An image that moto knows. */
const ImageId = 'ami-12c6146b'

/** `us-east-1a` of `shop-us-east-1`. */
const zoneOf = (name: string) => `${name.replace('shop-', '')}a`

/** The end record of a zip archive without files. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')
