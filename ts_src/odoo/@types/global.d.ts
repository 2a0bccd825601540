/** Odoo's own global: the modules that its bundles have defined. */
declare const odoo: {
    readonly loader: { readonly modules: ReadonlyMap<string, unknown> };
};
