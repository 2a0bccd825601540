/** Templates and styles: the build takes them along, nothing is imported from them. */
declare module "*.xml";
declare module "*.scss";
