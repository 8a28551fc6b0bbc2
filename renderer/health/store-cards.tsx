import {
  IconBook2,
  IconDatabase,
  IconEyeCog,
  IconInfoCircle,
  IconListSearch,
  IconShieldCheck,
} from '@tabler/icons-react'
import type { HealthView } from '../../main/api/views.ts'
import { modelCare } from '../kit/care.ts'
import { agoText, gigabytesText, numberText } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { Card } from './card.tsx'
import { diskCare } from './disk-care.ts'

/** Disk, ledger, audit chain, catalogue and versions. */
export function StoreCards({ health }: { health: HealthView }) {
  return (
    <>
      <DiskCard health={health} />
      <LedgerCard health={health} />
      {health.shadow && <ShadowCard shadow={health.shadow} />}
      <AuditCard health={health} />
      <CatalogueCard health={health} />
      <VersionCard health={health} />
    </>
  )
}

function DiskCard({ health: { disk } }: { health: HealthView }) {
  const { t, region } = useWords()
  const care = diskCare(disk)
  return (
    <Card
      icon={IconDatabase}
      name={t('health.disk')}
      care={care}
      state={t(`health.diskState.${care}`)}
      facts={[
        t('health.free', {
          free: gigabytesText(disk.freeBytes, region),
          total: gigabytesText(disk.totalBytes, region),
        }),
        disk.path,
      ]}
      todo={care === 'fine' ? undefined : t('health.diskTodo')}
    />
  )
}

function LedgerCard({ health: { ledger } }: { health: HealthView }) {
  const { t } = useWords()
  return (
    <Card
      icon={IconBook2}
      name={t('health.ledger')}
      care="fine"
      state={t('health.today', { count: ledger.today })}
      facts={[
        t('health.open', { count: ledger.open }),
        t('health.jobs', { count: ledger.waitingJobs }),
        t('health.unsent', { count: ledger.unsent }),
      ]}
    />
  )
}

function ShadowCard({ shadow: { wished, kind, detail } }: { shadow: NonNullable<HealthView['shadow']> }) {
  const { t } = useWords()
  return (
    <Card
      icon={IconEyeCog}
      name={t('health.shadow')}
      care={modelCare[kind]}
      state={t(`strip.state.${kind}`)}
      facts={[detail || wished, t('health.shadowFact')]}
    />
  )
}

const auditTodos = {
  unbroken: undefined,
  broken: 'health.auditTodo',
  unverified: 'health.auditSoon',
} as const
const auditCare = { unbroken: 'fine', broken: 'act', unverified: 'look' } as const

function AuditCard({ health: { audit } }: { health: HealthView }) {
  const { t, region } = useWords()
  const count = numberText(audit.entries, region)
  const auditTodo = auditTodos[audit.state]
  return (
    <Card
      icon={IconShieldCheck}
      name={t('health.audit')}
      care={auditCare[audit.state]}
      state={t(`health.auditState.${audit.state}`)}
      facts={[t(audit.state === 'broken' ? 'health.brokenAt' : 'health.entries', { count })]}
      todo={auditTodo && t(auditTodo)}
    />
  )
}

function CatalogueCard({ health: { catalogue } }: { health: HealthView }) {
  const { t, fault, region } = useWords()
  const empty = catalogue.skus === 0
  const failed = catalogue.fault && fault(catalogue.fault)
  return (
    <Card
      icon={IconListSearch}
      name={t('health.catalogue')}
      care={empty || failed ? 'look' : 'fine'}
      state={t(empty ? 'health.catalogueEmpty' : 'health.catalogueThere')}
      facts={[
        t('health.skus', { count: numberText(catalogue.skus, region) }),
        t('health.lines', { count: numberText(catalogue.lines, region) }),
        ...(failed ? [t('health.pullFailed', { what: failed.what })] : []),
      ]}
      todo={failed ? t('health.pullTodo') : empty ? t('health.catalogueTodo') : undefined}
    />
  )
}

function VersionCard({ health }: { health: HealthView }) {
  const { t, region } = useWords()
  return (
    <Card
      icon={IconInfoCircle}
      name={t('health.versions')}
      care="fine"
      state={t('health.station', { version: health.version })}
      facts={[
        t('health.policy', { version: health.policy }),
        t('health.started', { ago: agoText(health.startedAt, health.now, region) }),
        t('health.memory', { memory: numberText(health.memoryBytes / 1e6, region) }),
      ]}
    />
  )
}
