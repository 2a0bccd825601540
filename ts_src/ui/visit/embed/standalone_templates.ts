/**
 * The templates of a page without Odoo, which hands those of its bundles to OWL by itself: there
 * the build makes of each import of an `.xml` file a line that adds it here.
 */
export const standaloneTemplates: string[] = [];
