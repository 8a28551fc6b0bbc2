import { afterEach, expect, it } from 'vitest'
import { machineHid } from '../../drivers/hid/node-hid.ts'
import { removeGadgets } from '../rigs/vm/guest/gadget.ts'
import { posScanner } from '../rigs/vm/guest/hid-gadget.ts'

afterEach(removeGadgets)

const listed = async () => (await machineHid.list()).filter(({ usagePage }) => usagePage === 0x8c)

it('[HI1] [HI2] [HI3] [HI4] a USB device is listed, heard in order, told when it is pulled out, and heard again', async () => {
  const gadget = await posScanner()
  await expect.poll(listed, { timeout: 30_000 }).toMatchObject([
    {
      vendorId: 0x05e0,
      productId: 0x1300,
      serialNumber: 'RG-POS-1',
      about: 'Bench Hand scanner',
      usage: 2,
    },
  ])
  for (let turn = 0; turn < 2; turn += 1) {
    const [info] = await listed()
    const heard: number[] = []
    const connection = await machineHid.open(info!.path, (report) => heard.push(report[5] ?? -1))
    for (const code of ['1', '2', '3']) await gadget.present(code)
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual([0x31, 0x32, 0x33])
    await gadget.unplug()
    expect(await connection.ended).toMatch(/\S/)
    await connection.close()
    await connection.close()
    await expect(machineHid.open(info!.path, () => {})).rejects.toThrow(/\S/)
    await gadget.plug()
    await expect.poll(listed, { timeout: 30_000 }).toHaveLength(1)
  }
  gadget.remove()
})
