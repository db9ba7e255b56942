-- DropIndex
DROP INDEX "Relation_fromId_toId_kind_productId_key";

-- CreateIndex
CREATE INDEX "Relation_fromId_idx" ON "Relation"("fromId");

-- A link that has ended may begin again: only those that last are one of their kind.
CREATE UNIQUE INDEX "relation_lasting_once" ON "Relation" ("fromId", "toId", "kind", "productId")
  WHERE "validTo" IS NULL AND "productId" IS NOT NULL;
