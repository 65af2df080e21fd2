/** What node and promises look for on any object without meaning anything by it. */
const harmless = new Set(["then", "toJSON", "domain", "asymmetricMatch", "nodeType", "inspect"]);

/** The object, but reading anything that it does not have throws: a stand-in never pretends. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === "symbol" || key in object || key.startsWith("_") || harmless.has(key))
        return Reflect.get(object, key, receiver) as unknown;
      throw new Error(`electron stand-in: ${name}.${key} is not emulated`);
    },
  });
}

/** A whole part of Electron that the stand-in has not got. */
export function missing(name: string): object {
  return strict(name, {});
}

/** An event whose default act a listener may prevent, as Electron hands to its listeners. */
export function preventable<T extends object>(fields: T) {
  return {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}
