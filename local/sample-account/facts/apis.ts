import { mainRegion, secondRegion } from './company.ts'

export const restApis = [
  {
    id: 'p4rtn3rap1',
    name: 'partner-api',
    region: mainRegion,
    description: 'Orders and stock for partner shops',
    createdDaysAgo: 520,
    domain: 'partners.quillmarket.example',
    paths: ['/', '/orders', '/orders/{id}', '/stock'],
    // Looks secret, and is planted: what reads it must redact it.
    stageVariables: { backend: 'orders', upstreamApiKey: 'sample-only-partner-key' },
  },
] as const

export const httpApis = [
  {
    id: 'w3bh00k5',
    name: 'payment-webhooks',
    region: mainRegion,
    createdDaysAgo: 300,
    routes: [{ key: 'POST /webhooks/payments', function: 'payment-webhook' }],
  },
  {
    id: 'm0b1l3bff',
    name: 'mobile-bff',
    region: secondRegion,
    createdDaysAgo: 220,
    routes: [{ key: 'GET /orders', function: 'order-mirror' }],
  },
] as const
