import type { ToolContext } from '../tool.ts'

/** The account that calls are made as, where the platform or the credentials say. */
export const ownAccount = ({
  account,
  clients,
}: Pick<ToolContext, 'account' | 'clients'>): string | undefined => account ?? clients.account

/** Whose a bucket may be: one's own, or of an account that configuration names; anybody's where the own is not known. */
export function bucketOwners(context: ToolContext): readonly (string | undefined)[] {
  const own = ownAccount(context)
  return own === undefined ? [undefined] : [own, ...(context.readableAccounts ?? [])]
}
