/** An environment by the name that this tool compares: prod for production. */
export function environmentOf(given: string | undefined): string | undefined {
  const word = given?.toLowerCase()
  return word === undefined ? undefined : (spelled[word] ?? word)
}

/** The environments whose names are words of a text, as `prod` of `prod-checkout-api:87`. */
export function environmentsIn(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? []
  return new Set(
    words.map((word) => spelled[word] ?? word).filter((word) => environments.has(word)),
  )
}

const environments = new Set(['prod', 'staging', 'gamma', 'dev', 'test'])

const spelled: Readonly<Record<string, string>> = {
  production: 'prod',
  live: 'prod',
  stage: 'staging',
  development: 'dev',
}
