/**
 * Whether someone of the campaign `c` still awaits a step: what came before it has left, or perhaps has, and nothing
 * has stopped them. A campaign is not done while this holds.
 */
export const AWAITS_A_STEP = `EXISTS (
  SELECT FROM "Step" next
  JOIN LATERAL (SELECT b."id" FROM "Step" b WHERE b."campaignId" = next."campaignId" AND b."position" < next."position"
    ORDER BY b."position" DESC LIMIT 1) before ON true
  JOIN "Message" sent ON sent."campaignId" = c."id" AND sent."stepId" = before."id" AND sent."state" IN ('sent', 'uncertain')
  JOIN "Enrollment" e ON e."id" = sent."enrollmentId" AND e."state" = 'active'
  WHERE next."campaignId" = c."id" AND NOT EXISTS (
    SELECT FROM "Message" m WHERE m."enrollmentId" = e."id" AND m."stepId" = next."id"))`;
