import { z } from 'zod'
import { signIn } from '../../../../services/client/auth/open-sign-in.ts'

// A terminal of its own, whose token is refused again and again; prints those that it was given.
const settings = z.object({
  issuer: z.string(),
  clientId: z.string(),
  audience: z.string(),
  scopes: z.array(z.string()),
  folder: z.string(),
})
const [text = '', times = ''] = process.argv.slice(2)
const { folder, ...okta } = settings.parse(JSON.parse(text))
const user = signIn({ environment: 'dev', okta }, { folder, env: { AWS_OPS_KEYRING: 'off' } })
const given: string[] = []
while (given.length < Number(times)) given.push(await user.accessToken(given.at(-1)))
process.stdout.write(given.join('\n'))
