import * as z from 'zod'
import { text } from './option-groups.ts'
import { type IdentityProvider, isEntraV1, tokenForm } from './token-forms.ts'

const required = z.string().regex(/\S/, 'is required')
/** As tokens name their issuer, to the letter. */
const issuerUrl = required
  .regex(/^\S+$/, 'has blanks in it')
  .pipe(z.url({ protocol: /^https$/, error: 'is not an https URL' }))
  .refine((url) => !/[?#]/.test(url), 'has a ? or # in it, which the name of an issuer has not')
  .refine(
    (url) => !url.includes('/.well-known/'),
    'is the address of the discovery document: take what is before /.well-known/',
  )

/** One, or a list of which the first is the client's own. */
const oneOrMore = z
  .union([z.string(), z.array(z.string())], {
    error: ({ input }) =>
      input === undefined ? 'is required' : 'is not a text, or a list of them',
  })
  .transform((value, context): string[] => {
    const all = [value].flat()
    const fault = faultOf(all)
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault })
    return all
  })

function faultOf(all: readonly string[]): string | undefined {
  if (all.length === 0 || all.some((one) => one.trim() === '')) return 'is required'
  const split = all.find((one) => /[\s,]/.test(one))
  if (split !== undefined) return `has blanks or commas in it (${split}): several are a list`
  return new Set(all).size < all.length ? 'names one twice' : undefined
}

/** As AgentCore takes the name of a claim. */
const claim = z
  .string()
  .regex(
    /^[\w.:/]{1,255}$/,
    'is not the name of a claim that AgentCore takes: letters, digits and . : / _',
  )

const keys = z.strictObject(
  {
    issuer: issuerUrl,
    clientId: oneOrMore,
    audience: oneOrMore.optional(),
    /** What the client asks for when people sign in. */
    scopes: z
      .array(z.string().regex(/^\S+$/, 'is not one scope: each is an item of the list'))
      .min(1)
      .optional(),
    requiredScope: z.string().regex(/^\S+$/, 'is not one scope, without blanks').optional(),
    requiredGroup: text.optional(),
    /** The claim that tells people apart; Okta's `sub` is a login, which can pass to another person. */
    ownerClaim: z.string().regex(/^\S+$/, 'is not the name of a claim').optional(),
    /** The claims that name the app and the groups, where a vendor's own are others. */
    clientClaim: claim.optional(),
    groupClaim: claim.optional(),
    /** Where people sign in, if the tokens' issuer is another. */
    signInIssuer: issuerUrl.optional(),
    /** Of an installed app of Google's, which calls it a secret and treats it as none. */
    clientSecret: text.optional(),
  },
  {
    error: ({ input }) =>
      input === undefined ? 'is required, with issuer, clientId and audience' : undefined,
  },
)

/** The group `okta`: `clientId` and `audience` are the client's own, and the others beside them. */
export const identity = keys.transform(({ clientId, audience = [], ...rest }) => {
  const [firstClient = '', ...otherClientIds] = clientId
  const [firstAudience = '', ...otherAudiences] = audience
  return {
    ...rest,
    clientId: firstClient,
    audience: firstAudience,
    ...(otherClientIds.length === 0 ? {} : { otherClientIds }),
    ...(otherAudiences.length === 0 ? {} : { otherAudiences }),
  }
})
export type Identity = z.infer<typeof identity>

/** With what a vendor's tokens need filled in. */
export function completeIdentity(provider: IdentityProvider, given: Identity) {
  const form = tokenForm(provider, given.issuer)
  return {
    ...given,
    // Google's tokens are for the app itself.
    ...(form.idToken ? { audience: given.clientId, otherAudiences: given.otherClientIds } : {}),
    scopes: given.scopes ?? scopesOf(provider, given, form.scopes),
    ...(provider === 'entra' ? { signInIssuer: entraSignIn(given) } : {}),
  }
}

/** With what is required of a token; Entra ID gives one for an API only where that is named. */
function scopesOf(
  provider: IdentityProvider,
  { audience, requiredScope }: Identity,
  usual: readonly string[],
): string[] {
  const own = provider === 'entra' ? `${audience}/.default` : requiredScope
  return own === undefined || usual.includes(own) ? [...usual] : [...usual, own]
}

function entraSignIn({ issuer, signInIssuer }: Identity): string | undefined {
  const tenant = new URL(issuer).pathname.split('/')[1]
  if (signInIssuer !== undefined || !isEntraV1(issuer)) return signInIssuer
  return `https://login.microsoftonline.com/${tenant}/v2.0`
}

/** What is wrong with keys that are right each by itself: a line each. */
export function identityFaults(provider: IdentityProvider, okta: Identity): string[] {
  const { client, idToken } = tokenForm(provider, okta.issuer)
  const named = okta.clientClaim ?? client
  const isOneOf = okta.requiredScope !== undefined || okta.requiredGroup !== undefined
  return [
    ...(okta.audience === '' && !idToken ? ['okta.audience: is required'] : []),
    ...(named === undefined
      ? [
          'okta.clientClaim: is required with oidc: the claim of an access token that names the app, such as azp, client_id or cid',
        ]
      : []),
    ...(okta.otherClientIds !== undefined && named !== 'client_id' && !idToken && !isOneOf
      ? [
          `okta.clientId: are several, of which the gateway cannot compare ${named ?? 'the claim'}: set okta.requiredScope or okta.requiredGroup to what their tokens alone have`,
        ]
      : []),
    ...(okta.clientSecret !== undefined && !idToken
      ? ['okta.clientSecret: is for google alone: make the app a public one, with PKCE']
      : []),
    ...(provider === 'google' ? googleFaults(okta) : []),
    ...(provider === 'entra' ? entraFaults(okta) : []),
    ...(provider === 'okta' ? oktaFaults(okta.issuer) : []),
  ]
}

/** Whoever has an account with Google would be let in. */
function googleFaults({ requiredGroup, requiredScope, audience, clientId }: Identity): string[] {
  return [
    ...(audience === '' || audience === clientId
      ? []
      : ['okta.audience: of google’s tokens is the app itself: drop it']),
    ...(requiredGroup === undefined || !requiredGroup.includes('.')
      ? [
          'okta.requiredGroup: is required with google: the domain of your Workspace, such as acme.com; else anybody with an account of Google’s may ask',
        ]
      : []),
    ...(requiredScope === undefined
      ? []
      : ['okta.requiredScope: is in no token of google’s: drop it']),
  ]
}

function entraFaults({ issuer, audience, scopes }: Identity): string[] {
  const { hostname, pathname } = new URL(issuer)
  const [, tenant = '', version] = pathname.split('/')
  if (['common', 'organizations', 'consumers'].includes(tenant)) {
    return [`okta.issuer: ${tenant} is no tenant: put the id of yours in its place`]
  }
  if (!/^login\.(microsoftonline|partner\.microsoftonline)\./.test(hostname)) return []
  if (version === 'v2.0') {
    return [
      ...(audience.includes('://')
        ? ['okta.audience: in tokens of version 2 it is the API app’s client id: take that']
        : []),
      ...noApi(scopes),
    ]
  }
  return [
    `okta.issuer: take https://${hostname}/${tenant}/v2.0, or of tokens of version 1 https://sts.windows.net/${tenant}/`,
  ]
}

function noApi(scopes: Identity['scopes']): string[] {
  return scopes === undefined || scopes.some((scope) => scope.includes('/'))
    ? []
    : [
        'okta.scopes: name none of your API, and so tokens would be for Microsoft Graph: add api://<api>/<scope>, or drop okta.scopes',
      ]
}

/** Tokens of an Okta organisation's own authorization server are for Okta alone to verify. */
function oktaFaults(issuer: string): string[] {
  const { hostname, pathname } = new URL(issuer)
  const isOkta = /\.okta(preview|-emea|-gov)?\.(com|mil)$/.test(hostname)
  if (!isOkta) return []
  if (hostname.includes('-admin.')) {
    return [
      `okta.issuer: is of the admin console: take https://${hostname.replace('-admin.', '.')}`,
    ]
  }
  if (pathname.startsWith('/oauth2/')) return []
  return [
    `okta.issuer: is the organisation's own authorization server, whose tokens nobody else can verify: take https://${hostname}/oauth2/default, or a custom one`,
  ]
}
