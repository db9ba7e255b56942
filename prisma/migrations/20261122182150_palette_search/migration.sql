-- CreateIndex
CREATE INDEX "institution_weightiest" ON "Institution"("weight" DESC);

-- Written by hand: what Prisma has no word for.

-- A switchboard by its number, however it is written: the nine last digits are those of +33 and of 0.
CREATE INDEX "institution_phone_digits" ON "Institution" (right(regexp_replace("phone", '[^0-9]', '', 'g'), 9)) WHERE "phone" IS NOT NULL;

-- Every word of the reference data, so that « prefecture heralut » is read as the words that exist. Of the shared
-- institutions alone: nobody's own are told to another. Refreshed at the end of a load.
CREATE MATERIALIZED VIEW "SearchWord" AS
  SELECT word, ndoc FROM ts_stat('SELECT "search" FROM public."Institution" WHERE "productId" IS NULL')
  WHERE length(word) BETWEEN 3 AND 30 AND word !~ '[0-9]';
CREATE UNIQUE INDEX "SearchWord_word" ON "SearchWord" (word);
CREATE INDEX "SearchWord_trigrams" ON "SearchWord" USING gin (word gin_trgm_ops);
