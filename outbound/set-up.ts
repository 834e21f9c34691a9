type Env = Record<string, string | undefined>

/**
 * Has all that this process asks of a network go as the environment says: by HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY, trusting AWS_CA_BUNDLE besides what Node trusts (NODE_EXTRA_CA_CERTS), and to
 * AWS_DEFAULT_REGION where AWS_REGION is not set. To be called first, once; costs nothing where
 * nothing is set. Throws an `OutboundError` that names the variable which is wrong.
 */
export async function setUpOutbound(env: Env): Promise<void> {
  if (!env.AWS_REGION && env.AWS_DEFAULT_REGION) env.AWS_REGION = env.AWS_DEFAULT_REGION
  if (![...proxies, 'AWS_CA_BUNDLE'].some((name) => env[name] || env[name.toLowerCase()])) return
  const { goByEnvironment } = await import('./by-environment.ts')
  await goByEnvironment(env)
}

const proxies = ['HTTPS_PROXY', 'HTTP_PROXY']
