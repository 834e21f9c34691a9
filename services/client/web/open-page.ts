import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Shows an address in a browser, by way of a file that this user alone may read: what a program is
 * started with can be seen by all users of a machine. Resolves to what takes the file away.
 */
export async function openPage(
  address: string,
  open: (url: string) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-ops-'))
  const file = join(folder, 'open.html')
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await writeFile(file, wayTo(address), { mode: 0o600 })
    await open(pathToFileURL(file).href)
  } catch {
    // The address is shown as well.
    await remove()
  }
  return remove
}

const wayTo = (address: string) => `<!doctype html>
<html lang="en"><title>AWS Operations Agent</title>
<meta http-equiv="refresh" content="0; url=${address}">
<p><a href="${address}">Open the page</a></p></html>
`
