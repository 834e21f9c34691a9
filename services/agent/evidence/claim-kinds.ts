/** In a file of its own: what reads the table asks for them, without all that finds claims. */
export const claimKinds = [
  'arn',
  'id',
  'name',
  'address',
  'region',
  'time',
  'money',
  'percentage',
  'count',
  'number',
  'value',
] as const
export type ClaimKind = (typeof claimKinds)[number]
