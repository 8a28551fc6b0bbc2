import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { activatePack, rollBack } from '../../models/registry/activate.ts'
import type { Outcome, RegistryPorts } from '../../models/registry/acts.ts'
import { agreements } from '../../models/registry/agreement.ts'
import { installPack } from '../../models/registry/install.ts'
import { activeOn, identityOn, packsOn } from '../../models/registry/shelf.ts'
import { makeKey, signPack } from '../../models/registry/sign-pack.ts'
import { auditBeside } from '../../sync/ledger/audit-beside.ts'
import { readShadowAnswers } from '../../sync/ledger/shadow-book.ts'
import { asFault } from '../kernel/fault.ts'
import { readConfig } from './config.ts'
import { configBeside, openDataFolder } from './data-folder.ts'
import { agreementText, shelfText } from './models-text.ts'
import { type Command, type ModelsWish, readModelsWish, usage } from './models-wish.ts'
import { registryOf, shelfOf } from './shelf.ts'
import { systemClock as clock } from './system.ts'

/** Newest inspections a comparison looks at. */
const mostCompared = 10_000

/** Where the person stood: npm runs scripts in the project's folder. */
function pathOf(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}

/** The account that typed the command, as the trail names it. */
function whoTyped({ by }: ModelsWish): string {
  return `command line (${by ?? userInfo().username})`
}

function registry(wish: ModelsWish): RegistryPorts {
  const data = openDataFolder(pathOf(wish.data))
  const config = readConfig(configBeside(wish.config && pathOf(wish.config), pathOf(wish.data)))
  return registryOf(config, data.root, (line) => auditBeside(data.ledger, clock, line))
}

function said(outcome: Outcome): string {
  if (outcome.kind === 'refused') process.exitCode = 2
  return outcome.detail
}

/** What each command does; gives what to print. A refusal is printed too, with exit 2. */
const commands: Readonly<Record<Command, (wish: ModelsWish) => Promise<string>>> = {
  async list({ data, config, json }) {
    const shelf = shelfOf(readConfig(configBeside(config && pathOf(config), pathOf(data))), pathOf(data))
    const [packs, active, identity] = [packsOn(shelf), activeOn(shelf).ref, identityOn(shelf)?.ref]
    return json
      ? JSON.stringify({ active, ...(identity === undefined ? {} : { identity }), packs }, null, 2)
      : shelfText(packs, [active, identity ?? ''])
  },
  install: async (wish) => {
    const { about, unsigned } = wish
    return said(await installPack({ source: pathOf(about), unsigned, by: whoTyped(wish) }, registry(wish)))
  },
  activate: async (wish) => said(await activatePack(wish.about, whoTyped(wish), registry(wish))),
  rollback: async (wish) =>
    said(await rollBack(whoTyped(wish), registry(wish), wish.identity ? 'tells' : 'judges')),
  async compare({ data, json }) {
    const all = agreements(readShadowAnswers(join(pathOf(data), 'ledger.db'), mostCompared))
    return json ? JSON.stringify(all, null, 2) : agreementText(all)
  },
  async key({ about }) {
    const { id, publicFile } = makeKey(pathOf(about))
    return `The key ${id} is made. Keep ${about} secret; put ${publicFile} into the folder model-keys of each station's data.`
  },
  async sign({ about, key = '' }) {
    const signed = await signPack(pathOf(about), pathOf(key))
    return `${signed.model} is signed with the key ${signed.key}.`
  },
}

try {
  const wish = readModelsWish(process.argv.slice(2))
  console.log(wish === 'help' ? usage : await commands[wish.command](wish))
} catch (thrown) {
  const { code, detail } = asFault(thrown)
  console.error(`${code}: ${detail.trim()}`)
  process.exitCode = 2
}
