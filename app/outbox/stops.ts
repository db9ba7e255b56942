/** Why a sequence goes no further for someone, as its ledger says it. */
export const STOPS = {
  reply: "A répondu.",
  opposition: "Cette personne s’est opposée à recevoir des messages.",
  bounce: "L’adresse n’existe plus, ou refuse tout message.",
  left: "Cette personne a quitté son poste.",
  colleague: "Un collègue a répondu.",
  stage: "L’institution a atteint l’étape qui arrête la campagne.",
  manual: "Arrêté à la main.",
  erased: "Le contact a été supprimé.",
  merged: "Ce contact a été réuni à un autre, qui reçoit déjà cette campagne.",
  unwritable: "La suite n’a pas pu être écrite : un champ n’a plus de valeur.",
  cancelled: "La campagne a été annulée.",
} as const;
export type StopReason = keyof typeof STOPS;

/**
 * What has happened since somebody was enrolled that stops their sequence: an expression of `e` (Enrollment) and `c`
 * (its Campaign) that gives a `StopReason`, or null. Asked by the job that stops, and again just before DATA.
 */
export const STOPPED_SINCE = `CASE
  WHEN e."repliedAt" IS NOT NULL THEN 'reply'
  WHEN EXISTS (SELECT FROM "Interaction" said WHERE said."contactId" = e."contactId"
    AND said."direction" = 'inbound' AND said."happenedAt" >= e."createdAt") THEN 'reply'
  WHEN EXISTS (SELECT FROM "Message" b WHERE b."enrollmentId" = e."id" AND b."state" = 'bounced') THEN 'bounce'
  WHEN c."stopsColleagues" <> 'none' AND EXISTS (SELECT FROM "Enrollment" near WHERE near."institutionId" = e."institutionId"
    AND near."productId" = e."productId" AND near."repliedAt" >= e."createdAt") THEN 'colleague'
  WHEN c."stopsColleagues" = 'hierarchy' AND EXISTS (SELECT FROM kin_of(e."institutionId", e."productId") kin
    JOIN "Enrollment" near ON near."institutionId" = kin WHERE near."productId" = e."productId"
      AND near."repliedAt" >= e."createdAt") THEN 'colleague'
  WHEN c."stopStageId" IS NOT NULL AND EXISTS (SELECT FROM "Opportunity" o JOIN "Stage" at ON at."id" = o."stageId"
    JOIN "Stage" goal ON goal."id" = c."stopStageId" AND goal."removedAt" IS NULL
    WHERE o."institutionId" = e."institutionId" AND o."productId" = e."productId" AND at."position" >= goal."position")
    THEN 'stage'
  END`;
