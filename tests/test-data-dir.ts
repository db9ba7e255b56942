/** The PostgreSQL server of the tests, kept between runs: starting it again costs nothing. */
export const TEST_DATA_DIR = "node_modules/.cache/essaim-test";
