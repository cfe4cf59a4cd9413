// Separate from the schema: whoever writes a report must name its version, but need not load zod for that.

/** Version of the report's shape: semver, major for a removed or re-meant field. */
export const SCHEMA_VERSION = "2.0.0";
