/** The Kubernetes cluster is years behind: it is kept alive by paid extended support. */
export const eksCluster = {
  name: 'payments-platform',
  vpc: 'prod',
  version: '1.31',
  owner: 'maya.okafor',
  nodegroup: 'general',
  scalingGroup: 'eks-general',
} as const

export const eksAddons = [
  { name: 'coredns', version: 'v1.11.3-eksbuild.1' },
  { name: 'kube-proxy', version: 'v1.31.2-eksbuild.3' },
  { name: 'vpc-cni', version: 'v1.19.0-eksbuild.1' },
]
