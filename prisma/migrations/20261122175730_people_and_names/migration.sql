-- Written by hand: a generated column is no word of Prisma's.

-- The words of a name in one order, so that « CASTAING Hélène » is « Hélène Castaing ».
CREATE FUNCTION f_name_key(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN (
  SELECT nullif(string_agg(word, ' ' ORDER BY word COLLATE "C"), '') FROM regexp_split_to_table(public.f_fold($1), ' ') word);

ALTER TABLE "Contact" ADD COLUMN "nameKey" TEXT
  GENERATED ALWAYS AS (f_name_key(coalesce("firstName", '') || ' ' || coalesce("lastName", ''))) STORED;
CREATE INDEX "Contact_productId_nameKey_idx" ON "Contact"("productId", "nameKey");

-- Derived, and so not in the change log.
DROP TRIGGER log_insert ON "Contact";
DROP TRIGGER log_update ON "Contact";
DROP TRIGGER log_delete ON "Contact";
CALL keep_changes_of('Contact', 'nameKey');
