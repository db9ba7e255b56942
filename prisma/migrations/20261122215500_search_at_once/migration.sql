-- What is written goes into the indexes of words at once. Put aside first, as PostgreSQL does by default, up to 4 MB of
-- it is read through by every search, and planned for: after an import, a word took thirty times as long to be found.
ALTER INDEX "Institution_search_idx" SET (fastupdate = off);
ALTER INDEX "Contact_search_idx" SET (fastupdate = off);
ALTER INDEX "address_value_trigrams" SET (fastupdate = off);
ALTER INDEX "institution_name_trigrams" SET (fastupdate = off);
SELECT gin_clean_pending_list(i) FROM unnest(ARRAY['"Institution_search_idx"', '"Contact_search_idx"',
  'address_value_trigrams', 'institution_name_trigrams']::regclass[]) i;
