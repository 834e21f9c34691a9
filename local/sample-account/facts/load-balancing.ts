import { arn, hex, mainRegion, secondRegion } from './company.ts'

export interface LoadBalancer {
  name: string
  region: string
  env: string
  vpc: string
  group: string
  /** Of the HTTPS listener: the certificate's domain. */
  certificate: string
  createdDaysAgo: number
  /** Path or host to target group; the first is the default. */
  routes: readonly { to: string; host?: string; path?: string }[]
}

export const loadBalancers: readonly LoadBalancer[] = [
  {
    name: 'storefront',
    region: mainRegion,
    env: 'prod',
    vpc: 'prod',
    group: 'storefront-alb',
    certificate: 'quillmarket.example',
    createdDaysAgo: 905,
    routes: [
      { to: 'web' },
      { to: 'catalog-api', path: '/api/catalog/*' },
      { to: 'search', path: '/api/search/*' },
    ],
  },
  {
    name: 'payments',
    region: mainRegion,
    env: 'prod',
    vpc: 'prod',
    group: 'storefront-alb',
    certificate: 'pay.quillmarket.example',
    createdDaysAgo: 640,
    routes: [{ to: 'checkout-api', host: 'pay.quillmarket.example' }],
  },
  {
    name: 'staging',
    region: mainRegion,
    env: 'staging',
    vpc: 'staging',
    group: 'staging-alb',
    certificate: 'staging.quillmarket.example',
    createdDaysAgo: 870,
    routes: [{ to: 'staging-web' }, { to: 'staging-checkout', path: '/api/checkout/*' }],
  },
  {
    name: 'storefront-eu',
    region: secondRegion,
    env: 'prod',
    vpc: 'prod-eu',
    group: 'prod-eu-alb',
    certificate: 'eu.quillmarket.example',
    createdDaysAgo: 500,
    routes: [{ to: 'web-eu' }, { to: 'catalog-api-eu', path: '/api/catalog/*' }],
  },
]

/** Who answers behind a target group: tasks of an ECS service, or instances of a scaling group. */
export interface TargetGroup {
  name: string
  balancer: string
  ecs?: { cluster: string; service: string }
  scalingGroup?: string
  healthPath: string
}

export const targetGroups: readonly TargetGroup[] = [
  behind('storefront', 'web', { cluster: 'prod', service: 'web' }),
  behind('storefront', 'catalog-api', { cluster: 'prod', service: 'catalog-api' }),
  {
    name: 'search',
    balancer: 'storefront',
    scalingGroup: 'search-prod',
    healthPath: '/_cluster/health',
  },
  behind('payments', 'checkout-api', { cluster: 'prod', service: 'checkout-api' }),
  behind('staging', 'staging-web', { cluster: 'staging', service: 'web' }),
  behind('staging', 'staging-checkout', { cluster: 'staging', service: 'checkout-api' }),
  behind('storefront-eu', 'web-eu', { cluster: 'prod-eu', service: 'web' }),
  behind('storefront-eu', 'catalog-api-eu', { cluster: 'prod-eu', service: 'catalog-api' }),
]

/** CloudWatch's dimension of a load balancer: the end of its ARN. */
export const balancerDimension = (name: string) => `app/${name}/${hex(`alb ${name}`, 16)}`
export const targetGroupDimension = (name: string) => `targetgroup/${name}/${hex(`tg ${name}`, 16)}`

export const balancerArn = ({ name, region }: LoadBalancer) =>
  arn('elasticloadbalancing', region, `loadbalancer/${balancerDimension(name)}`)

export const targetGroupArn = (name: string, region: string) =>
  arn('elasticloadbalancing', region, targetGroupDimension(name))

export function listenerArn({ name, region }: LoadBalancer, port: number): string {
  const id = hex(`listener ${name} ${port}`, 16)
  return arn('elasticloadbalancing', region, `listener/${balancerDimension(name)}/${id}`)
}

function behind(balancer: string, name: string, ecs: NonNullable<TargetGroup['ecs']>): TargetGroup {
  return { name, balancer, ecs, healthPath: '/healthz' }
}
