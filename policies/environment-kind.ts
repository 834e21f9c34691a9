export type Kind = 'production' | 'development'

/**
 * What an environment is, where nothing says it: by the words of its name. `prod-eu` is production,
 * and so is `live`, which nothing says is not; `preprod` is not.
 */
export function kindOf(environment: string, own: Words = {}): Kind {
  const { productionStacks = ['prod', 'production'], otherStacks = [] } = own
  const words = environment.split(/[^A-Za-z0-9]/)
  if (words.some((word) => productionStacks.includes(word))) return 'production'
  const isOther = words.some((word) => otherStacks.includes(word) || others.has(word.toLowerCase()))
  return isOther ? 'development' : 'production'
}

interface Words {
  productionStacks?: readonly string[] | undefined
  otherStacks?: readonly string[] | undefined
}

const others = new Set([
  'dev',
  'development',
  'gamma',
  'beta',
  'alpha',
  'integration',
  'nonprod',
  'playground',
  'preprod',
  'preview',
  'qa',
  'sandbox',
  'stage',
  'staging',
  'test',
  'testing',
  'uat',
])
